import type { Port } from '../message-port/index.ts'

/**
 * Two ports of which each receives what the other posts: cloned, in order, and not before the poster has gone on.
 * Closing one closes both.
 */
export function createLinkedPorts(): readonly [Port, Port] {
  const left = new MemoryPort()
  const right = new MemoryPort()
  left.connect(right)
  right.connect(left)
  return [left, right]
}

class MemoryPort implements Port {
  #other: MemoryPort | undefined
  #listener: { readonly onMessage: (message: unknown) => void; readonly onClose: () => void } | undefined
  #waiting: unknown[] = []
  #closed = false

  connect(other: MemoryPort): void {
    this.#other = other
  }

  post(message: unknown): void {
    if (this.#closed) return
    const copy: unknown = structuredClone(message)
    queueMicrotask(() => this.#other?.deliver(copy))
  }

  listen(onMessage: (message: unknown) => void, onClose: () => void): void {
    this.#listener = { onMessage, onClose }
    for (const message of this.#waiting.splice(0)) onMessage(message)
    if (this.#closed) onClose()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#listener?.onClose()
    this.#other?.close()
  }

  deliver(message: unknown): void {
    if (this.#closed) return
    if (this.#listener) this.#listener.onMessage(message)
    else this.#waiting.push(message)
  }
}
