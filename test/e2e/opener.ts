/** Stands for the program with which a Linux desktop opens addresses: notes what it was asked to open. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `folder` goes before the others in PATH; `opened` tells the addresses in order. */
export const fakeOpener = (): { readonly folder: string; readonly opened: () => readonly string[] } => {
  const folder = mkdtempSync(join(tmpdir(), 'daicho-opener-'))
  const notes = join(folder, 'opened')
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\necho "$1" >> '${notes}'\n`, { mode: 0o755 })
  return {
    folder,
    opened: () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []),
  }
}
