import { invalidParameter } from './moodle-error.ts'

/** What a function accepts, as far as the stand-in needs it. */
export type Parameter =
  | { readonly kind: 'int' | 'float' | 'bool' | 'text'; readonly otherwise?: string | number | boolean }
  | { readonly kind: 'list'; readonly of: Parameter; readonly optional?: boolean }
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, Parameter>> }

export type Arguments = Readonly<Record<string, unknown>>

interface Branch {
  [key: string]: string | Branch
}

/** `a[0]=x`, `a[b][c]=x` to nested records, as PHP reads a form. */
export function readForm(pairs: Iterable<readonly [string, string]>): Branch {
  const root: Branch = {}
  for (const [name, value] of pairs) {
    const keys = [name.replace(/\[.*$/, ''), ...[...name.matchAll(/\[([^\]]*)\]/g)].map((found) => found[1] ?? '')]
    let branch = root
    for (const [index, key] of keys.entries()) {
      const at = key === '' ? String(Object.keys(branch).length) : key
      if (index === keys.length - 1) {
        branch[at] = value
        break
      }
      const next = branch[at]
      branch = typeof next === 'object' ? next : (branch[at] = {})
    }
  }
  return root
}

const shapes = { int: /^-?\d+$/, float: /^-?\d+(\.\d+)?$/, bool: /^[01]$/, text: /^/ }

function readScalar(kind: keyof typeof shapes, value: unknown): string | number | boolean {
  if (kind === 'bool' && typeof value === 'boolean') return value
  if (typeof value !== 'string' && typeof value !== 'number') throw invalidParameter()
  const text = String(value)
  if (!shapes[kind].test(text)) throw invalidParameter()
  if (kind === 'bool') return text === '1'
  return kind === 'text' ? text : Number(text)
}

function readRecord(fields: Readonly<Record<string, Parameter>>, value: object): Record<string, unknown> {
  const given = new Map<string, unknown>(Object.entries(value))
  const result: Record<string, unknown> = {}
  for (const [name, parameter] of Object.entries(fields)) {
    if (given.has(name)) result[name] = readValue(parameter, given.get(name))
    else if (parameter.kind === 'list' && parameter.optional) result[name] = []
    else if ('otherwise' in parameter) result[name] = parameter.otherwise
    else throw invalidParameter()
    given.delete(name)
  }
  if (given.size > 0) throw invalidParameter()
  return result
}

function readValue(parameter: Parameter, value: unknown): unknown {
  if (parameter.kind !== 'list' && parameter.kind !== 'record') return readScalar(parameter.kind, value)
  if (typeof value !== 'object' || value === null) throw invalidParameter()
  if (parameter.kind === 'record') return readRecord(parameter.fields, value)
  return Object.values(value).map((item) => readValue(parameter.of, item))
}

/**
 * Checks arguments as Moodle does and fills in what was left out.
 *
 * @throws MoodleError `invalidparameter` for what is missing, unexpected or of the wrong type (`true` for a flag in a form)
 */
export function readArguments(fields: Readonly<Record<string, Parameter>>, given: object): Arguments {
  return readRecord(fields, given)
}

export function numberOf(given: Arguments, name: string): number {
  const value = given[name]
  return typeof value === 'number' ? value : 0
}

export function textOf(given: Arguments, name: string): string {
  const value = given[name]
  return typeof value === 'string' ? value : ''
}

export function numbersOf(given: Arguments, name: string): number[] {
  const value = given[name]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : []
}

/** Moodle's lists of `{name, value}`. */
export function optionsOf(given: Arguments, name: string): Map<string, string> {
  const value = given[name]
  const list: unknown[] = Array.isArray(value) ? value : []
  return new Map(
    list.flatMap((item) => {
      if (typeof item !== 'object' || item === null || !('name' in item) || !('value' in item)) return []
      return [[String(item.name), String(item.value)] as const]
    }),
  )
}
