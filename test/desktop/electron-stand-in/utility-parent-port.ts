import { EventEmitter } from 'node:events'
import process from 'node:process'
import { StandInPort } from './message-ports.ts'
import type { UtilityMessage } from './utility-process.ts'

/** `process.parentPort` of a utility process. What comes before someone listens waits. */
class StandInParentPort extends EventEmitter {
  readonly #ports = new Map<number, StandInPort>()
  readonly #early: UtilityMessage[] = []

  constructor() {
    super()
    this.once('newListener', () =>
      queueMicrotask(() => this.#early.splice(0).forEach((message) => this.receive(message))),
    )
  }

  postMessage(data: unknown): void {
    send({ kind: 'message', data, ports: [] })
  }

  receive(message: UtilityMessage): void {
    if (this.listenerCount('message') === 0) {
      this.#early.push(message)
      return
    }
    if (message.kind === 'message') {
      this.emit('message', { data: message.data, ports: message.ports.map((id) => this.#receivePort(id)) })
      return
    }
    const port = this.#ports.get(message.id)
    if (message.kind === 'port') port?.postMessage(message.data)
    else port?.close()
  }

  /** A channel of which one end is handed to the program, and the other sends what comes out of it to the parent. */
  #receivePort(id: number): StandInPort {
    const [theirs, ours] = StandInPort.pair()
    this.#ports.set(id, ours)
    ours.transferTo({
      deliver: (data) => send({ kind: 'port', id, data }),
      close: () => send({ kind: 'port-closed', id }),
    })
    return theirs
  }
}

function send(message: UtilityMessage): void {
  if (process.connected) process.send?.(message)
}

// Children of the utility process inherit its arguments, but have a parent of another kind.
if (process.env['ELECTRON_STAND_IN_PID'] === String(process.ppid)) {
  const parentPort = new StandInParentPort()
  Object.assign(process, { parentPort })
  process.on('message', (message: UtilityMessage) => parentPort.receive(message))
  process.once('disconnect', () => process.exit())
}
