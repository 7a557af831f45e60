/** Chromium knows no `app:`; a host below a name that exists nowhere stands in for each of its hosts. */
const suffix = '.electron-double.test'

/** `app://daicho/x` → `https://daicho.electron-double.test/x` @param {string} url */
export const toChromium = (url) => {
  const found = /^app:\/\/([^/]*)(.*)$/s.exec(url)
  return found ? `https://${found[1]}${suffix}${found[2] || '/'}` : url
}

/** The way back. @param {string} url */
export const toElectron = (url) => {
  const found = /^https:\/\/([^/]*)\.electron-double\.test(.*)$/s.exec(url)
  return found ? `app://${found[1]}${found[2]}` : url
}
