/** The one bridge between page and host in Electron: one object, no other power, and nothing but data over the border. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { HostBridge } from '../shared/contract/host-api'

type Answer = { readonly value: unknown } | { readonly fault: string }

const bridge: HostBridge = {
  call: async (name, args) => {
    const answer: Answer = await ipcRenderer.invoke('daicho:call', name, args)
    if ('fault' in answer) throw new Error(answer.fault)
    return answer.value as never
  },
  on: (event, listener) => {
    const hear = (_event: IpcRendererEvent, name: string, value: unknown): void => {
      if (name === event) listener(value as never)
    }
    ipcRenderer.on('daicho:event', hear)
    return () => void ipcRenderer.off('daicho:event', hear)
  },
}

contextBridge.exposeInMainWorld('daichoHost', bridge)
