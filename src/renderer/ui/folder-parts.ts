/** Every folder from the root to this one, for POSIX and Windows paths. */
export const folderParts = (path: string): readonly { readonly name: string; readonly path: string }[] => {
  const separator = path.includes('\\') ? '\\' : '/'
  const names = path.split(separator).filter(Boolean)
  const root = /^[\\/]*/u.exec(path)?.[0] ?? ''
  const parts = names.map((name, at) => {
    const joined = root + names.slice(0, at + 1).join(separator)
    return { name, path: /^[A-Za-z]:$/.test(joined) ? `${joined}\\` : joined }
  })
  if (root === '/') return [{ name: root, path: root }, ...parts]
  // Of a folder of another computer (\\server\share) the server alone is no folder.
  return root === '\\\\'
    ? parts.slice(1).map((part, at) => (at === 0 ? { ...part, name: part.path } : part))
    : parts
}
