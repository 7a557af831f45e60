import { dayIn } from './date-text'

/** `連絡先一覧_2026-11-22.pdf`: signs that some system forbids in file names become `_`. `at`: ISO UTC. */
export const datedFileName = (title: string, at: string, zone: string, extension: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const name = title.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').replace(/^\.+|[. ]+$/g, '_')
  return `${name}_${dayIn(zone, new Date(at))}.${extension}`
}
