import { createStore, type StoreApi } from 'zustand/vanilla'
import { toFailure, type Failure } from '../../connection/failure.ts'

/** The answer to a question that changes while somebody writes. */
export interface FollowedAnswer<Answer> {
  /** The newest answer, perhaps to an earlier question; null before the first one. */
  readonly answer: Answer | null
  /** Why there is none to the question as it is now, or null. */
  readonly failure: Failure | null
  /** Whether one is being waited for. */
  readonly isAsking: boolean
}

export interface FollowedInputOptions<Question, Answer> {
  readonly ask: (question: Question, signal: AbortSignal) => Promise<Answer>
  readonly pause: (forMs: number, signal: AbortSignal) => Promise<void>
  /** How long nothing has to change before it is asked. */
  readonly quietMs: number
}

/** Asks again when the question has changed and somebody stopped changing it; only the newest one counts. */
export class FollowedInput<Question, Answer> {
  readonly state: StoreApi<FollowedAnswer<Answer>> = createStore<FollowedAnswer<Answer>>(() => ({
    answer: null,
    failure: null,
    isAsking: false,
  }))
  readonly #options: FollowedInputOptions<Question, Answer>
  #asking = new AbortController()
  #asked: string | undefined

  constructor(options: FollowedInputOptions<Question, Answer>) {
    this.#options = options
  }

  /** The question as it is now. The first one is asked at once. */
  follow(question: Question): void {
    const asked = JSON.stringify(question)
    if (asked === this.#asked) return
    const quietMs = this.#asked === undefined ? 0 : this.#options.quietMs
    this.#asked = asked
    void this.#ask(question, quietMs)
  }

  /** There is no question, and so no answer. */
  clear(): void {
    this.stop()
    this.state.setState({ answer: null, failure: null })
  }

  /** Asks for nothing any more. What is followed next is asked at once. */
  stop(): void {
    this.#asking.abort()
    this.#asked = undefined
    this.state.setState({ isAsking: false })
  }

  async #ask(question: Question, quietMs: number): Promise<void> {
    this.#asking.abort()
    const asking = new AbortController()
    this.#asking = asking
    const { signal } = asking
    this.state.setState({ isAsking: true, failure: null })
    if (quietMs > 0) await this.#options.pause(quietMs, signal)
    if (signal.aborted) return
    try {
      const answer = await this.#options.ask(question, signal)
      if (!signal.aborted) this.state.setState({ answer, isAsking: false })
    } catch (error) {
      if (!signal.aborted) this.state.setState({ failure: toFailure(error), isAsking: false })
    }
  }
}
