/** Characters of a name that a toast or a heading of a dialog shows. */
const SHOWN = 24

/** A name for where there is little room: what a list shows whole is cut with … here. */
export const shortName = (name: string): string => {
  const signs = [...name]
  return signs.length > SHOWN ? `${signs.slice(0, SHOWN - 1).join('')}…` : name
}
