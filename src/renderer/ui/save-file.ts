/** Offers content as a file to keep, by the browser's own way of saving. */
export const saveFile = (name: string, content: BlobPart, type = 'text/plain;charset=utf-8'): void => {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the blob once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
