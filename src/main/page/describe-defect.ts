/** A defect for the fault log: kind and place, but not its message, which may quote what a person wrote or named. */
import { basename } from 'node:path'

/** Name, system code and the nearest five places, file names without their folders. */
export const describeDefect = (defect: unknown): string => {
  if (!(defect instanceof Error)) return typeof defect
  const code = (defect as NodeJS.ErrnoException).code
  const places = (defect.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim().replace(/(?:file:\/\/)?[^\s()]*[\\/][^\s()]*/g, (path) => basename(path)))
  return [defect.name, ...(code === undefined ? [] : [code]), ...places].join(' ')
}
