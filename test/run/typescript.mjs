/** `node --import ./test/run/typescript.mjs …`: the program may import TypeScript. */
import { register } from 'node:module'

register('./typescript-hooks.mjs', import.meta.url)
