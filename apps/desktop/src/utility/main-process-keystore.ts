import type { Keystore } from '@muniment/server'
import type { KeystoreAnswer, KeystoreQuestion } from '../shared/engine-messages.ts'

/** The operating system's keystore, which is reached through the main process. */
export class MainProcessKeystore implements Keystore {
  readonly #ask: (id: number, question: KeystoreQuestion) => void
  readonly #waiting = new Map<number, (answer: KeystoreAnswer) => void>()
  #lastId = 0

  constructor(ask: (id: number, question: KeystoreQuestion) => void) {
    this.#ask = ask
  }

  /** The main process has answered. */
  receive(id: number, answer: KeystoreAnswer): void {
    this.#waiting.get(id)?.(answer)
    this.#waiting.delete(id)
  }

  async isAvailable(): Promise<boolean> {
    const answer = await this.#answerTo({ ask: 'available' })
    return answer.is === 'available' && answer.available
  }

  async seal(text: string): Promise<Uint8Array> {
    const answer = await this.#answerTo({ ask: 'seal', text })
    if (answer.is === 'sealed') return answer.sealed
    throw new Error('The keystore did not seal the key.')
  }

  async unseal(sealed: Uint8Array): Promise<string> {
    const answer = await this.#answerTo({ ask: 'unseal', sealed })
    if (answer.is === 'unsealed') return answer.text
    throw new Error('The keystore did not open the key.')
  }

  #answerTo(question: KeystoreQuestion): Promise<KeystoreAnswer> {
    const { promise, resolve } = Promise.withResolvers<KeystoreAnswer>()
    const id = ++this.#lastId
    this.#waiting.set(id, resolve)
    this.#ask(id, question)
    return promise
  }
}
