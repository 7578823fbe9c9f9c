import type { Writable } from 'node:stream'

/** Where a screen does not tell its width; some tell 0. */
const defaultColumns = 80

/** A stream that may be a screen. */
export type Screen = Writable & { readonly isTTY?: boolean; readonly columns?: number }

export interface TerminalOptions {
  readonly stdout: Screen
  readonly stderr: Screen
  /** Standard output is for a program: words for people go to standard error. */
  readonly json: boolean
}

/** Where the command line speaks. One line at the bottom of a screen may change while others scroll above it. */
export class Terminal {
  readonly json: boolean
  readonly #stdout: Screen
  readonly #words: Screen
  #changing = ''

  constructor({ stdout, stderr, json }: TerminalOptions) {
    this.json = json
    this.#stdout = stdout
    this.#words = json ? stderr : stdout
  }

  /** Whether a line can change in place. */
  get isScreen(): boolean {
    return this.#words.isTTY === true
  }

  /** Says something to people. */
  say(line = ''): void {
    this.#clear()
    this.#words.write(`${line}\n`)
    this.#draw()
  }

  /** Replaces the changing line; nothing happens where lines cannot change. */
  show(line: string): void {
    if (!this.isScreen) return
    this.#clear()
    this.#changing = line.slice(0, Math.max(20, (this.#words.columns || defaultColumns) - 1))
    this.#draw()
  }

  /** Ends the changing line. */
  settle(): void {
    this.#clear()
    this.#changing = ''
  }

  /** The result for a program, as one line of JSON. */
  result(value: unknown): void {
    this.settle()
    this.#stdout.write(`${JSON.stringify(value)}\n`)
  }

  #clear(): void {
    if (this.#changing !== '') this.#words.write('\r\u{1B}[2K')
  }

  #draw(): void {
    if (this.#changing !== '') this.#words.write(this.#changing)
  }
}
