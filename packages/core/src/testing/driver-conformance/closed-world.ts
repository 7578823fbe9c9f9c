import { AsyncLocalStorage } from 'node:async_hooks'
import { createRequire, syncBuiltinESMExports } from 'node:module'

const builtIn = createRequire(import.meta.url)

/** Functions through which code reaches what a driver must not reach, by the module that has them. */
const doors: readonly (readonly [module: string, names: readonly string[], what: string])[] = [
  ['node:child_process', ['spawn', 'exec', 'execFile', 'fork', 'spawnSync', 'execSync', 'execFileSync'], 'a program'],
  ['node:crypto', ['randomBytes', 'randomUUID', 'randomInt', 'randomFill', 'randomFillSync'], 'chance'],
  ['node:os', ['hostname', 'homedir', 'tmpdir', 'userInfo'], 'the environment'],
]

/** What a date tells of itself by the time zone of the machine. */
const localParts = /^(?:get(?:FullYear|Month|Date|Day|Hours|Minutes|TimezoneOffset)|to(?:Date|Time|Locale\w*)?String)$/u

/** Functions that take the language of the machine unless they are given one as this argument. */
const languageTakers: readonly (readonly [target: object, key: string, argument: number])[] = [
  [String.prototype, 'localeCompare', 1],
  [String.prototype, 'toLocaleLowerCase', 0],
  [String.prototype, 'toLocaleUpperCase', 0],
  [Number.prototype, 'toLocaleString', 0],
  [Intl, 'Collator', 0],
  [Intl, 'NumberFormat', 0],
  [Intl, 'PluralRules', 0],
  [Intl, 'ListFormat', 0],
  [Intl, 'Segmenter', 0],
]

/**
 * Tells whether a driver reaches anything besides its context: clock, chance, environment, disk, network, programs. Only
 * calls made within {@link inside} count, and what they call in turn, unless it is {@link outside} again. Nothing is
 * refused: the call is noted and goes on.
 */
export class ClosedWorld {
  readonly #inside = new AsyncLocalStorage<true>()
  readonly #reached = new Map<string, string>()

  /** What was reached, each once, with the place. */
  get reached(): readonly string[] {
    return [...this.#reached].map(([what, where]) => `${what} ${where}`)
  }

  readonly inside = <Result>(work: () => Result): Result => this.#inside.run(true, work)

  readonly outside = <Result>(work: () => Result): Result => this.#inside.exit(work)

  /** Sets the traps until disposed. They hold for the whole process, so one at a time. */
  set(): Disposable {
    const undo: (() => void)[] = []
    const watch = (target: object, key: string, what: string) => undo.push(this.#watch(target, key, what))
    watch(Math, 'random', 'chance (Math.random)')
    watch(performance, 'now', 'the clock (performance.now)')
    watch(process, 'hrtime', 'the clock (process.hrtime)')
    watch(crypto, 'randomUUID', 'chance (crypto.randomUUID)')
    watch(crypto, 'getRandomValues', 'chance (crypto.getRandomValues)')
    watch(globalThis, 'fetch', 'the network (fetch)')
    for (const name of functionNames(Date.prototype)) {
      if (localParts.test(name)) watch(Date.prototype, name, `the environment (time zone of Date.${name})`)
    }
    for (const [target, key, argument] of languageTakers) {
      const isOpen = (given: readonly unknown[]) => given[argument] === undefined
      undo.push(this.#watch(target, key, `the environment (language of ${key})`, isOpen))
    }
    const sockets: { readonly Socket: { readonly prototype: object } } = builtIn('node:net')
    watch(sockets.Socket.prototype, 'connect', 'the network (a socket)')
    undo.push(this.#watchDate(), this.#watchFormats(), this.#watchEnvironment())
    for (const [module, names, what] of doors) {
      const target: object = builtIn(module)
      for (const name of names) watch(target, name, `${what} (${name})`)
    }
    const disk: { readonly promises: object } = builtIn('node:fs')
    for (const target of [disk, disk.promises]) {
      for (const name of functionNames(target)) watch(target, name, `the disk (${name})`)
    }
    syncBuiltinESMExports()
    return {
      [Symbol.dispose]() {
        for (const step of undo.toReversed()) step()
        syncBuiltinESMExports()
      },
    }
  }

  #note(what: string): void {
    if (!this.#inside.getStore() || this.#reached.has(what)) return
    const frames = this.outside(() => new Error('reached').stack?.split('\n').slice(1) ?? [])
    const where = frames.find((frame) => !/closed-world\.[jt]s|\(node:|<anonymous>/u.test(frame)) ?? ''
    this.#reached.set(what, where.trim())
  }

  /** @param counts whether a call with these arguments counts */
  #watch(
    target: object,
    key: string,
    what: string,
    counts: (given: readonly unknown[]) => boolean = () => true,
  ): () => void {
    const value: unknown = Reflect.get(target, key)
    if (typeof value !== 'function') return () => {}
    const watched = new Proxy(value, {
      apply: (original, self, given) => {
        if (counts(given)) this.#note(what)
        return Reflect.apply(original, self, given)
      },
      construct: (original, given, newTarget) => {
        if (counts(given)) this.#note(what)
        return Reflect.construct(original, given, newTarget)
      },
    })
    return replaceProperty(target, key, watched)
  }

  #watchDate(): () => void {
    const note = () => this.#note('the clock (Date)')
    const now = new Proxy(Date.now, {
      apply: (original) => {
        note()
        return original()
      },
    })
    const watched = new Proxy(Date, {
      apply: (original) => {
        note()
        return original()
      },
      construct: (original, given, newTarget) => {
        if (given.length === 0) note()
        return Reflect.construct(original, given, newTarget)
      },
      get: (original, key) => (key === 'now' ? now : Reflect.get(original, key)),
    })
    return replaceProperty(globalThis, 'Date', watched)
  }

  /** A date is formatted for people in a given language and time zone, not in those of the machine. */
  #watchFormats(): () => void {
    const isOpen = ([languages, options]: readonly unknown[]): boolean => {
      const hasZone = typeof options === 'object' && options !== null && 'timeZone' in options
      return languages === undefined || !hasZone || options.timeZone === undefined
    }
    return this.#watch(Intl, 'DateTimeFormat', 'the environment (language or time zone of Intl.DateTimeFormat)', isOpen)
  }

  #watchEnvironment(): () => void {
    const watched = new Proxy(Reflect.get(process, 'env'), {
      get: (original, key) => {
        this.#note('the environment (process.env)')
        return Reflect.get(original, key)
      },
      // Without a receiver: the environment takes no other way of setting.
      set: (original, key, value) => Reflect.set(original, key, value),
    })
    return replaceProperty(process, 'env', watched)
  }
}

function replaceProperty(target: object, key: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(target, key)
  Object.defineProperty(target, key, {
    configurable: true,
    writable: true,
    enumerable: before?.enumerable ?? true,
    value,
  })
  return () => {
    if (before) Object.defineProperty(target, key, before)
    else Reflect.deleteProperty(target, key)
  }
}

/** Names of what does something; classes and constants are left alone. */
function functionNames(target: object): readonly string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(target))
    .filter(([name, { value, configurable }]) => typeof value === 'function' && configurable && /^[a-z]/u.test(name))
    .map(([name]) => name)
}
