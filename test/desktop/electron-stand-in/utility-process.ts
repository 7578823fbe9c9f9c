import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import process from 'node:process'
import { TransferredPorts, type PortMessage, type StandInPort } from './message-ports.ts'

/** What main and utility process say to each other under the hood. */
export type UtilityMessage =
  | PortMessage
  | { readonly kind: 'message'; readonly data: unknown; readonly ports: readonly number[] }

const parentPort = new URL('./utility-parent-port.ts', import.meta.url).href

/** `UtilityProcess`: a real child process of Node, so that it can be killed, and loads the built program as it is. */
export class StandInUtilityProcess extends EventEmitter {
  readonly #child: ChildProcess
  readonly #ports: TransferredPorts

  constructor(program: string, args: readonly string[]) {
    super()
    this.#child = fork(program, args, {
      serialization: 'advanced',
      execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning', '--import', parentPort],
      env: { ...process.env, ELECTRON_STAND_IN_PID: String(process.pid) },
    })
    this.#ports = new TransferredPorts((message) => this.#send(message))
    this.#child.on('message', (message: UtilityMessage) => {
      if (message.kind === 'message') this.emit('message', message.data)
      else this.#ports.receive(message)
    })
    this.#child.once('spawn', () => this.emit('spawn'))
    this.#child.once('exit', (code) => {
      this.#ports.closeAll()
      this.emit('exit', code ?? 1)
    })
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined
  }

  postMessage(data: unknown, ports: readonly StandInPort[] = []): void {
    this.#send({ kind: 'message', data, ports: ports.map((port) => this.#ports.add(port)) })
  }

  kill(): boolean {
    return this.#child.kill()
  }

  #send(message: UtilityMessage): void {
    // What is on its way to a process that has just ended is lost, in Electron as well.
    if (this.#child.connected) this.#child.send(message, () => undefined)
  }
}
