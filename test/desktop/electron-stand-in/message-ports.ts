import { EventEmitter } from 'node:events'

/** Where a transferred port lives on: a page, or another process. */
export interface PortCarrier {
  deliver(message: unknown): void
  close(): void
}

/** `MessagePortMain`: one end of a channel. A transferred end hands on what arrives. */
export class StandInPort extends EventEmitter {
  #peer: StandInPort | undefined
  #carrier: PortCarrier | undefined
  #started = false
  #closed = false
  readonly #held: unknown[] = []

  static pair(): readonly [StandInPort, StandInPort] {
    const one = new StandInPort()
    const other = new StandInPort()
    one.#peer = other
    other.#peer = one
    return [one, other]
  }

  postMessage(message: unknown): void {
    const copy = structuredClone(message)
    const peer = this.#peer
    if (peer) queueMicrotask(() => peer.#arrive(copy))
  }

  start(): void {
    this.#started = true
    for (const message of this.#held.splice(0)) this.#arrive(message)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    const peer = this.#peer
    if (peer) queueMicrotask(() => peer.#peerClosed())
  }

  /** Sends this end elsewhere; the carrier calls `postMessage` and `close` for what happens there. */
  transferTo(carrier: PortCarrier): void {
    this.#carrier = carrier
    for (const message of this.#held.splice(0)) carrier.deliver(message)
  }

  #arrive(message: unknown): void {
    if (this.#closed) return
    if (this.#carrier) this.#carrier.deliver(message)
    else if (this.#started) this.emit('message', { data: message, ports: [] })
    else this.#held.push(message)
  }

  #peerClosed(): void {
    if (this.#closed) return
    this.#closed = true
    if (this.#carrier) this.#carrier.close()
    else this.emit('close')
  }
}

/** `MessageChannelMain`. */
export class StandInChannel {
  readonly port1: StandInPort
  readonly port2: StandInPort

  constructor() {
    const [port1, port2] = StandInPort.pair()
    this.port1 = port1
    this.port2 = port2
  }
}

/** The ends of channels that were sent over one connection, by number. */
export class TransferredPorts {
  readonly #ports = new Map<number, StandInPort>()
  readonly #send: (message: PortMessage) => void
  #lastId = 0

  constructor(send: (message: PortMessage) => void) {
    this.#send = send
  }

  /** @returns the number under which the other side knows the port. */
  add(port: StandInPort): number {
    const id = ++this.#lastId
    this.#ports.set(id, port)
    port.transferTo({
      deliver: (data) => this.#send({ kind: 'port', id, data }),
      close: () => this.#send({ kind: 'port-closed', id }),
    })
    return id
  }

  receive(message: PortMessage): void {
    const port = this.#ports.get(message.id)
    if (message.kind === 'port') port?.postMessage(message.data)
    else port?.close()
  }

  /** The other side is gone. */
  closeAll(): void {
    for (const port of this.#ports.values()) port.close()
    this.#ports.clear()
  }
}

/** What crosses a connection for a transferred port. */
export type PortMessage =
  | { readonly kind: 'port'; readonly id: number; readonly data: unknown }
  | { readonly kind: 'port-closed'; readonly id: number }
