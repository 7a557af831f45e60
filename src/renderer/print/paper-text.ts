import type { Weight } from './font-slices'

/** Characters of a page by the weight they are set in. */
export type PaperText = { readonly [W in Weight]: string }
