import { contextBridge, ipcRenderer } from 'electron'
import {
  bridgeName,
  channels,
  type ConnectionAnswer,
  type ConnectionMessage,
  type DesktopBridge,
} from '../shared/ipc-contract.ts'

const bridge: DesktopBridge = {
  connect: () => ipcRenderer.send(channels.connect),
}
contextBridge.exposeInMainWorld(bridgeName, bridge)

// A port cannot cross the bridge, but it can be posted to the page; `/` keeps it within the page's own origin.
ipcRenderer.on(channels.connection, ({ ports }, answer: ConnectionAnswer) => {
  const message: ConnectionMessage = { kind: channels.connection, answer }
  window.postMessage(message, '/', ports)
})
