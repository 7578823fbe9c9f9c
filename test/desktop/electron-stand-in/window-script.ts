/** What the stand-in says to a page, and a page to the stand-in. */
export type WindowMessage =
  | {
      readonly kind: 'ipc'
      readonly channel: string
      readonly args: readonly unknown[]
      readonly ports: readonly number[]
    }
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly kind: 'port'; readonly id: number; readonly data: unknown }
  | { readonly kind: 'port-closed'; readonly id: number }

declare global {
  interface Window {
    standInSend(message: WindowMessage): Promise<void>
    standInReceive(message: WindowMessage): void
  }
}

/**
 * Runs in the page before anything else: makes what a sandboxed preload may require, and runs the preload. The function
 * is sent as text, so it uses nothing from around it. Unlike in Electron, preload and page share one world.
 */
export function runPreload(preload: (require: (name: string) => unknown) => void): void {
  if (window !== window.top) return
  type Listener = (event: { readonly ports: readonly MessagePort[] }, ...args: readonly unknown[]) => void
  const listeners = new Map<string, Listener[]>()
  const ports = new Map<number, MessagePort>()

  /** Questions that wait for an answer. */
  const asking = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  let lastQuestion = 0

  /** Numbers of ports on their way to the page, and the ports that it received. */
  const onTheirWay: number[] = []
  const received = new Map<number, MessagePort>()

  // In Electron a port tells when its other end is closed; Chromium alone does not.
  window.addEventListener('message', (event) => {
    for (const port of event.ports) {
      const id = onTheirWay.shift()
      if (id === undefined) return
      received.set(id, port)
      const close = port.close.bind(port)
      port.close = () => {
        close()
        void window.standInSend({ kind: 'port-closed', id })
      }
    }
  })

  function receivePort(id: number): MessagePort {
    const { port1, port2 } = new MessageChannel()
    ports.set(id, port1)
    onTheirWay.push(id)
    port1.addEventListener('message', ({ data }) => void window.standInSend({ kind: 'port', id, data }))
    port1.start()
    return port2
  }

  window.standInReceive = (message) => {
    if (message.kind === 'port') ports.get(message.id)?.postMessage(message.data)
    else if (message.kind === 'answer') {
      const asked = asking.get(message.id)
      asking.delete(message.id)
      if (message.error === undefined) asked?.resolve(message.value)
      else asked?.reject(new Error(message.error))
    } else if (message.kind === 'invoke') throw new Error('The main process asks no page.')
    else if (message.kind === 'port-closed') received.get(message.id)?.dispatchEvent(new Event('close'))
    else {
      const event = { ports: message.ports.map(receivePort) }
      for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args)
    }
  }

  const ipcRenderer = {
    send: (channel: string, ...args: readonly unknown[]) =>
      void window.standInSend({ kind: 'ipc', channel, args, ports: [] }),
    invoke: (channel: string, ...args: readonly unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++lastQuestion
        asking.set(id, { resolve, reject })
        void window.standInSend({ kind: 'invoke', id, channel, args })
      }),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
    },
    off: (channel: string, listener: Listener) => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((other) => other !== listener),
      )
    },
  }
  const contextBridge = {
    exposeInMainWorld: (name: string, value: unknown) => {
      Object.defineProperty(window, name, { value, enumerable: true })
    },
  }
  preload((name) => {
    if (name === 'electron') return { ipcRenderer, contextBridge }
    throw new Error(`A sandboxed preload may require electron only, not ${name}.`)
  })
}
