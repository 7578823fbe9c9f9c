import type { ActivityArchiver } from '../../driver/activity-archiver.ts'
import type { ArchivingContext, ArtifactWriter, ItemContext } from '../../driver/archiving-context.ts'
import type { ReportTypesetter } from '../../pdf/report-typesetter.ts'
import { ClosedWorld } from './closed-world.ts'
import { watchIterable } from './watched-iterable.ts'

/** Something that a driver waits for. */
export interface WatchedCall {
  /** From 1, over everything that the driver waits for. */
  readonly number: number
  /** `quizzes.getQuiz`, `quizzes.listAttempts, next`, `openFile, chunk`, `typesetter.typeset` … */
  readonly name: string
  readonly of: 'source' | 'engine'
  /** The signal that it was given, or the call to which it belongs. */
  readonly signal: AbortSignal | undefined
}

const batched = 'batched'

interface Handle {
  readonly name: string
  readonly signal: AbortSignal | undefined
  begun: boolean
}

/** Stands between a driver and all that it is given: counts, disturbs, and remembers what was left open. */
export class DriverWatch {
  readonly calls: WatchedCall[] = []
  readonly world = new ClosedWorld()
  /** Runs before each call, in place of it if it throws. */
  before: (call: WatchedCall) => Promise<void> | void = () => {}
  /** Runs before the engine takes the next chunk of an artifact. */
  beforeSink: () => Promise<void> | void = () => {}
  /** Bytes of files that the driver has read and not handed on yet: now, and at most so far. */
  bytesHeld = 0
  mostBytesHeld = 0
  /** Entries of listings that the source gave so far. */
  entriesRead = 0
  readonly #handles = new Set<Handle>()
  #working = 0
  #idle: (() => void)[] = []

  /** Listings that were begun and not ended, and files that were opened and neither read nor given up. */
  get openHandles(): readonly string[] {
    const open = [...this.#handles].filter(({ begun, signal }) => begun || !signal?.aborted)
    return open.map(({ name }) => name)
  }

  /** Whether a method of the driver is at work. */
  get isWorking(): boolean {
    return this.#working > 0
  }

  /** Forgets the calls, so that the next run is counted from 1. */
  reset(): void {
    this.calls.length = 0
    this.bytesHeld = 0
    this.mostBytesHeld = 0
    this.entriesRead = 0
  }

  /** Resolves once no method of the driver is at work. */
  async idle(): Promise<void> {
    while (this.#working > 0) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#idle.push(resolve)
      await promise
    }
  }

  /** Puts the watch between the driver and its context. */
  attach(driver: ActivityArchiver): void {
    const describeActivity = driver.describeActivity.bind(driver)
    const listItems = driver.listItems.bind(driver)
    const archiveItem = driver.archiveItem.bind(driver)
    driver.describeActivity = (context) =>
      this.#work(() => this.world.inside(() => describeActivity(this.#watchContext(context))))
    driver.listItems = (context) =>
      watchIterable(
        this.world.inside(() => listItems(this.#watchContext(context))),
        {
          beforeStep: async () => {},
          outside: this.world.inside,
          onBegin: () => void this.#working++,
          onEnd: () => this.#rest(),
        },
      )
    driver.archiveItem = (item, context) =>
      this.#work(() => this.world.inside(() => archiveItem(item, this.#watchItemContext(context))))
  }

  /** The same source, watched. */
  source<Source extends object>(source: Source): Source {
    return this.#watchObject(source, '')
  }

  async #work<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#working++
    try {
      return await work()
    } finally {
      this.#rest()
    }
  }

  #rest(): void {
    this.#working--
    if (this.#working > 0) return
    for (const resolve of this.#idle.splice(0)) resolve()
  }

  async #call(name: string, of: WatchedCall['of'], signal: AbortSignal | undefined): Promise<void> {
    const call = { number: this.calls.length + 1, name, of, signal }
    this.calls.push(call)
    await this.world.outside(() => this.before(call))
  }

  #watchObject<Target extends object>(target: Target, prefix: string): Target {
    return new Proxy(target, {
      get: (original, key) => {
        const value: unknown = Reflect.get(original, key)
        const name = `${prefix}${String(key)}`
        if (typeof value === 'function') {
          return (...given: readonly unknown[]) => this.#ask(name, given, () => Reflect.apply(value, original, given))
        }
        return typeof value === 'object' && value !== null ? this.#watchObject(value, `${name}.`) : value
      },
    })
  }

  #ask(name: string, given: readonly unknown[], ask: () => unknown): unknown {
    const signal = signalOf(given)
    const answer = this.world.outside(ask)
    if (isAsyncIterable(answer)) return this.#watchListing(answer, name, signal)
    return this.#answer(name, signal, Promise.resolve(answer))
  }

  async #answer(name: string, signal: AbortSignal | undefined, answer: Promise<unknown>): Promise<unknown> {
    // Where the call is disturbed nobody waits for the answer.
    answer.catch(() => {})
    await this.#call(name, 'source', signal)
    const value = await answer
    if (typeof value !== 'object' || value === null) return value
    // Parts of a source, to be asked for much at once.
    if (name === batched) return this.#watchObject(value, `${batched}.`)
    if (!('content' in value)) return value
    const { content } = value
    return isAsyncIterable(content) ? { ...value, content: this.#watchFile(content, name, signal) } : value
  }

  #watchListing(listing: AsyncIterable<unknown>, name: string, signal: AbortSignal | undefined) {
    const handle: Handle = { name, signal, begun: true }
    return watchIterable(listing, {
      beforeStep: () => this.#call(`${name}, next`, 'source', signal),
      outside: this.world.outside,
      onStep: () => void this.entriesRead++,
      onBegin: () => void this.#handles.add(handle),
      onEnd: () => void this.#handles.delete(handle),
    })
  }

  #watchFile(content: AsyncIterable<unknown>, name: string, signal: AbortSignal | undefined) {
    const handle: Handle = { name, signal, begun: false }
    this.#handles.add(handle)
    return watchIterable(this.#countRead(content), {
      beforeStep: () => this.#call(`${name}, chunk`, 'source', signal),
      outside: this.world.outside,
      onBegin: () => {
        handle.begun = true
      },
      onEnd: () => void this.#handles.delete(handle),
    })
  }

  async *#countRead(content: AsyncIterable<unknown>): AsyncGenerator {
    for await (const chunk of content) {
      if (chunk instanceof Uint8Array) this.bytesHeld += chunk.byteLength
      this.mostBytesHeld = Math.max(this.mostBytesHeld, this.bytesHeld)
      yield chunk
    }
  }

  #watchContext(context: ArchivingContext): ArchivingContext {
    const { source, log, pseudonymOf } = context
    const { outside } = this.world
    return {
      ...context,
      source: this.source(source),
      log: {
        info: (message) => outside(() => log.info(message)),
        warn: (message) => outside(() => log.warn(message)),
      },
      pseudonymOf: (subject) => outside(() => pseudonymOf(subject)),
    }
  }

  #watchItemContext(context: ItemContext): ItemContext {
    const { artifacts, typesetter } = context
    return {
      ...context,
      ...this.#watchContext(context),
      artifacts: this.#watchWriter(artifacts, context.signal),
      typesetter: this.#watchTypesetter(typesetter),
    }
  }

  #watchWriter(writer: ArtifactWriter, signal: AbortSignal): ArtifactWriter {
    return {
      write: async (request) => {
        await this.#call('artifacts.write', 'engine', signal)
        const { content } = request
        const watched = content instanceof Uint8Array ? content : this.#watchContent(content)
        return this.world.outside(() => writer.write({ ...request, content: watched }))
      },
    }
  }

  /** The content is made in the driver's world and taken in the engine's. */
  #watchContent(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    const taken = watchIterable(content, {
      beforeStep: async () => this.beforeSink(),
      outside: this.world.inside,
      onBegin: () => {},
      onEnd: () => {},
    })
    const count = (chunk: Uint8Array) => {
      this.bytesHeld -= chunk.byteLength
      return chunk
    }
    return (async function* counted() {
      for await (const chunk of taken) yield count(chunk)
    })()
  }

  #watchTypesetter(typesetter: ReportTypesetter): ReportTypesetter {
    return {
      typeset: async (request, signal) => {
        await this.#call('typesetter.typeset', 'engine', signal)
        return this.world.outside(() => typesetter.typeset(request, signal))
      },
      describe: () => this.world.outside(() => typesetter.describe()),
      [Symbol.asyncDispose]: async () => {},
    }
  }
}

/** The signal among the arguments of a call, or in an object with options. */
function signalOf(given: readonly unknown[]): AbortSignal | undefined {
  const options = given.flatMap((argument) =>
    typeof argument === 'object' && argument !== null && 'signal' in argument ? [argument.signal] : [],
  )
  return [...given, ...options].find((argument) => argument instanceof AbortSignal)
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
