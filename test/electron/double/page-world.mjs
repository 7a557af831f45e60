/** What runs in the page before its own scripts: the built preload, with an `electron` of two objects. */

/**
 * The script; the built preload stands in it as it would be loaded: CommonJS with `require` for `electron` alone.
 * @param {string} preload source of the built bundle
 */
export const pageWorld = (preload) => `(() => {
  if (window !== window.top) return
  const listeners = new Map()
  window.__doubleEvent = (channel, ...args) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args)
  }
  const electron = {
    ipcRenderer: {
      invoke: (channel, ...args) => window.__doubleInvoke(channel, structuredClone(args)),
      on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      off: (channel, listener) =>
        listeners.set(channel, (listeners.get(channel) ?? []).filter((one) => one !== listener)),
    },
    contextBridge: {
      exposeInMainWorld: (name, api) => Object.defineProperty(window, name, { value: Object.freeze(api) }),
    },
  }
  const require = (name) => {
    if (name === 'electron') return electron
    throw new Error('a sandboxed preload cannot load ' + name)
  }
  const module = { exports: {} }
  ;((require, module, exports) => { ${preload}\n })(require, module, module.exports)
})()`
