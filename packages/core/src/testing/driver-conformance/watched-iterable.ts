/** What {@link watchIterable} tells. */
export interface IterableWatch {
  /** Runs before each step, the first one included; may wait or throw. */
  readonly beforeStep: () => Promise<void>
  /** Runs each step of what is watched; outside of the driver's own world, for instance. */
  readonly outside: <Result>(work: () => Result) => Result
  readonly onStep?: () => void
  /** The iterator was begun. */
  readonly onBegin: () => void
  /** It came to its end, failed or was told to end. Called once. */
  readonly onEnd: () => void
}

/** The same values, one step at a time, with everything told that happens to the iterator. */
export function watchIterable<Value>(iterable: AsyncIterable<Value>, watch: IterableWatch): AsyncIterable<Value> {
  return {
    [Symbol.asyncIterator]() {
      watch.onBegin()
      return new WatchedIterator(
        watch.outside(() => iterable[Symbol.asyncIterator]()),
        watch,
      )
    },
  }
}

class WatchedIterator<Value> implements AsyncIterator<Value, unknown> {
  readonly #iterator: AsyncIterator<Value, unknown>
  readonly #watch: IterableWatch
  #ended = false

  constructor(iterator: AsyncIterator<Value, unknown>, watch: IterableWatch) {
    this.#iterator = iterator
    this.#watch = watch
  }

  async next(): Promise<IteratorResult<Value, unknown>> {
    try {
      await this.#watch.beforeStep()
      const result = await this.#watch.outside(() => this.#iterator.next())
      if (result.done) this.#end()
      else this.#watch.onStep?.()
      return result
    } catch (error) {
      this.#end()
      await this.#iterator.return?.()
      throw error
    }
  }

  async return(): Promise<IteratorResult<Value, unknown>> {
    this.#end()
    await this.#watch.outside(() => this.#iterator.return?.())
    return { done: true, value: undefined }
  }

  #end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#watch.onEnd()
  }
}
