/**
 * Loaded before a program (`--import`): names each step by which it changes the disk or the database, writes them to a
 * trace, and kills the program before, in the middle of or after one of them. The program knows nothing of it.
 */
import { appendFileSync, writeSync } from 'node:fs'
import * as files from 'node:fs/promises'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { join, relative, sep } from 'node:path'
import { subscribe } from 'node:diagnostics_channel'
import process from 'node:process'

const folder = process.env['CRASH_FOLDER'] ?? ''
const traceFile = process.env['CRASH_TRACE']
/** `before|half|after <step>#<how often it must have happened>`. */
const wanted = /^(?<when>before|half|after) (?<step>.+)#(?<count>\d+)$/u.exec(process.env['CRASH_AT'] ?? '')?.groups
const counts = new Map<string, number>()

type When = 'before' | 'half' | 'after'

function isWanted(when: When, step: string, count: number | undefined): boolean {
  return wanted?.['when'] === when && wanted['step'] === step && Number(wanted['count']) === count
}

function die(): never {
  process.kill(process.pid, 'SIGKILL')
  // The signal is on its way; nothing more may happen here.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000)
}

/** Begins a step. @returns what ends it */
function begin(step: string, facts: Readonly<Record<string, unknown>> = {}): () => void {
  // Others of its kind may begin before it ends.
  const count = (counts.get(step) ?? 0) + 1
  counts.set(step, count)
  if (traceFile !== undefined) appendFileSync(traceFile, `${JSON.stringify({ step, ...facts })}\n`)
  if (isWanted('before', step, count)) die()
  return () => {
    if (isWanted('after', step, count)) die()
  }
}

/** What a path is to Muniment, the same for each of its kind. */
function kindOf(path: string): string {
  const parts = relative(folder, path).split(sep)
  return parts
    .map((part) => {
      if (/^\.muniment-.+\.tmp$/u.test(part)) return '*.tmp'
      if (/^[\da-f]{2}$/u.test(part)) return '##'
      if (/^[\da-f]{62,64}$/u.test(part)) return '#'
      if (/^[\da-f]{8}-[\da-f-]{27}/u.test(part)) return '<id>'
      return part
    })
    .join('/')
}

/** The current file system functions, to be replaced; those of other modules follow by `syncBuiltinESMExports`. */
const require = createRequire(import.meta.url)
const changeable: Record<string, unknown> = require('node:fs/promises')
const original = { ...files }

function replace(name: string, make: (...given: never[]) => unknown): void {
  changeable[name] = make
}

for (const name of ['rename', 'link'] as const) {
  replace(name, async (from: string, to: string) => {
    if (!isOurs(to)) return original[name](from, to)
    const end = begin(`${name} ${kindOf(from)} -> ${kindOf(to)}`, { operation: name, from, to })
    await original[name](from, to)
    end()
  })
}
for (const name of ['rm', 'unlink'] as const) {
  replace(name, async (path: string, options?: object) => {
    if (!isOurs(path)) return original[name](path, options)
    const end = begin(`remove ${kindOf(path)}`, { operation: 'remove', path })
    await original[name](path, options)
    end()
  })
}
replace('mkdir', async (path: string, options?: object) => {
  if (!isOurs(path)) return original.mkdir(path, options)
  const end = begin(`mkdir ${kindOf(path)}`, { operation: 'mkdir', path })
  const made = await original.mkdir(path, options)
  end()
  return made
})
replace('utimes', async (path: string, one: Date, other: Date) => {
  if (!isOurs(path)) return original.utimes(path, one, other)
  const end = begin(`touch ${kindOf(path)}`, { operation: 'touch', path })
  await original.utimes(path, one, other)
  end()
})
replace('open', async (path: string, flags?: string, mode?: number) => {
  const handle = await original.open(path, flags, mode)
  if (!isOurs(path)) return handle
  const isNew = flags !== undefined && flags !== 'r'
  if (isNew) begin(`create ${kindOf(path)}`, { operation: 'create', path })()
  watchHandle(handle, path)
  return handle
})
syncBuiltinESMExports()

function isOurs(path: unknown): path is string {
  return typeof path === 'string' && folder !== '' && (path === folder || path.startsWith(join(folder, sep)))
}

function watchHandle(handle: files.FileHandle, path: string): void {
  const writeFile = handle.writeFile.bind(handle)
  handle.writeFile = async (data, options) => {
    const step = `write ${kindOf(path)}`
    const end = begin(step, { operation: 'write', path })
    if (isWanted('half', step, counts.get(step)) && data instanceof Uint8Array) {
      writeSync(handle.fd, data.subarray(0, data.length >> 1))
      die()
    }
    await writeFile(data, options)
    end()
  }
  handle.write = new Proxy(handle.write.bind(handle), {
    async apply(target, self, given) {
      const end = begin(`write ${kindOf(path)}`, { operation: 'write', path })
      const result: unknown = await Reflect.apply(target, self, given)
      end()
      return result
    },
  })
  for (const [name, method] of [
    ['sync', handle.sync.bind(handle)],
    ['datasync', handle.datasync.bind(handle)],
  ] as const) {
    handle[name] = async () => {
      const end = begin(`sync ${kindOf(path)}`, { operation: 'sync', path })
      await method()
      end()
    }
  }
}

// Statements that change the database. What a transaction did is named by its commit.
interface Statement {
  readonly source: string
}
const ofCore = createRequire(join(import.meta.dirname, '../../packages/core/package.json'))
const Database: { prototype: Record<string, unknown> } = ofCore('better-sqlite3')
const prepare = Database.prototype['prepare']
if (typeof prepare !== 'function') throw new TypeError('better-sqlite3 is not as it was.')
Database.prototype['prepare'] = function prepareWatched(this: object, text: string): object {
  const statement: Record<string, unknown> & Statement = Reflect.apply(prepare, this, [text])
  const step = stepOf(text)
  if (step === undefined) return statement
  const facts = { operation: 'sql' }
  for (const name of ['run', 'all', 'get', 'iterate']) {
    const method = statement[name]
    if (typeof method !== 'function') continue
    Object.defineProperty(statement, name, {
      value(...given: unknown[]): unknown {
        const hashes = `${text} ${JSON.stringify(given)}`.match(/\b[\da-f]{64}\b/gu) ?? []
        const end = begin(step, { ...facts, hashes })
        const result: unknown = Reflect.apply(method, statement, given)
        end()
        return result
      },
    })
  }
  return statement
}

function stepOf(text: string): string | undefined {
  const plain = text.trim().replaceAll(/[`"]/gu, '').toLowerCase()
  const verb = /^(?<verb>insert|update|delete|commit)\b/u.exec(plain)?.groups?.['verb']
  if (verb === undefined) return undefined
  if (verb === 'commit') return 'commit'
  const table = /^(?:insert into|update|delete from)\s+(?:main\.)?(?<table>\w+)/u.exec(plain)?.groups?.['table'] ?? '?'
  const state = /\bset\b.*?\bstate = '(?<state>\w+)'/u.exec(plain)?.groups?.['state']
  const column = /^update \w+\s+set (?<column>\w+)/u.exec(plain)?.groups?.['column']
  return `${verb} ${table}${state === undefined ? (column === undefined ? '' : ` ${column}`) : ` to ${state}`}`
}

// The question to a time-stamping authority, and its answer.
for (const [channel, name] of [
  ['undici:request:create', 'asked'],
  ['undici:request:trailers', 'answered'],
] as const) {
  subscribe(channel, (message) => {
    const { request } = Object(message)
    if (String(request?.path) === '/tsr') begin(`timestamp ${name}`, { operation: 'timestamp' })()
  })
}
