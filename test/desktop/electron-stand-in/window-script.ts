/** What the stand-in says to a page, and a page to the stand-in. */
export type WindowMessage =
  | {
      readonly kind: 'ipc'
      readonly channel: string
      readonly args: readonly unknown[]
      readonly ports: readonly number[]
    }
  | { readonly kind: 'port'; readonly id: number; readonly data: unknown }
  | { readonly kind: 'port-closed'; readonly id: number }

declare global {
  interface Window {
    standInSend(message: WindowMessage): Promise<void>
    standInInvoke(channel: string, args: readonly unknown[]): Promise<unknown>
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
    else if (message.kind === 'port-closed') received.get(message.id)?.dispatchEvent(new Event('close'))
    else {
      const event = { ports: message.ports.map(receivePort) }
      for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args)
    }
  }

  // Frames show schemes of the app as the window itself does; see stand-in-protocol.ts.
  const setAttribute = Object.getOwnPropertyDescriptor(Element.prototype, 'setAttribute')?.value as (
    this: Element,
    name: string,
    value: string,
  ) => void
  HTMLIFrameElement.prototype.setAttribute = function (this: Element, name: string, value: string) {
    const shown = /^(muniment-[a-z]+):\/\/([\w-]+)(.*)$/u.exec(value)
    setAttribute.call(this, name, name === 'src' && shown ? `https://${shown[2]}.${shown[1]}.test${shown[3]}` : value)
  }

  const ipcRenderer = {
    invoke: (channel: string, ...args: readonly unknown[]) => window.standInInvoke(channel, args),
    send: (channel: string, ...args: readonly unknown[]) =>
      void window.standInSend({ kind: 'ipc', channel, args, ports: [] }),
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
