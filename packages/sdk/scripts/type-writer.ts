import type { z } from 'zod'
import type { $ZodObjectDef, $ZodType, $ZodTypes } from 'zod/v4/core'

const knownTypes = [
  'string',
  'number',
  'boolean',
  'null',
  'undefined',
  'void',
  'unknown',
  'date',
  'literal',
  'enum',
  'array',
  'record',
  'union',
  'nullable',
  'optional',
  'readonly',
  'object',
] as const

type Definition = $ZodTypes['_zod']['def']
type KnownDefinition = Extract<Definition, { type: (typeof knownTypes)[number] }>

/**
 * Writes zod schemas as TypeScript. A schema with an `id` in its meta becomes a named, documented type of its own; the
 * others are written where they are used. What it does not know it refuses, rather than writing `unknown`.
 */
export class TypeWriter {
  readonly #named = new Map<string, { readonly schema: $ZodType; text: string }>()

  /** The type of a schema, as it is written at a place that is indented by `indent`. */
  write(schema: $ZodType, indent = ''): string {
    const { id, description } = metaOf(schema)
    if (typeof id !== 'string') return this.#write(schema, indent)
    const known = this.#named.get(id)
    if (known && known.schema !== schema) throw new Error(`Two schemas have the id ${id}.`)
    if (!known) {
      const entry = { schema, text: '' }
      this.#named.set(id, entry)
      entry.text = declare(id, this.#write(schema, ''), description)
    }
    return id
  }

  /** All named types that were written so far, by name. */
  declarations(): string[] {
    return [...this.#named].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, { text }]) => text)
  }

  /** Names of the types that were written so far. */
  names(): string[] {
    return [...this.#named.keys()].toSorted()
  }

  #write(schema: $ZodType, indent: string): string {
    const def = knownDefinition(schema)
    const write = (inner: $ZodType): string => this.write(inner, indent)
    switch (def.type) {
      case 'string':
      case 'number':
      case 'boolean':
      case 'null':
      case 'undefined':
      case 'void':
      case 'unknown':
        return def.type
      case 'date':
        return 'Date'
      case 'literal':
        return def.values.map((value) => JSON.stringify(value)).join(' | ')
      case 'enum':
        return Object.values(def.entries)
          .map((value) => JSON.stringify(value))
          .join(' | ')
      case 'array':
        return `${inBrackets(write(def.element))}[]`
      case 'record':
        return `{ readonly [key: ${write(def.keyType)}]: ${write(def.valueType)} }`
      case 'union':
        return def.options.map(write).join(' | ')
      case 'nullable':
        return `${write(def.innerType)} | null`
      case 'optional':
        return write(def.innerType)
      case 'readonly':
        return `readonly ${write(def.innerType)}`
      case 'object':
        return this.#writeObject(def, indent)
    }
  }

  #writeObject({ shape }: $ZodObjectDef, indent: string): string {
    const inner = `${indent}  `
    const lines = Object.entries(shape).map(([key, schema]) => {
      const { description, id } = metaOf(schema)
      const mark = isOptional(schema) ? '?' : ''
      const documentation = id === undefined ? toComment(description, inner) : ''
      return `${documentation}${inner}readonly ${key}${mark}: ${this.write(schema, inner)}\n`
    })
    return `{\n${lines.join('')}${indent}}`
  }
}

/** Whether a value may be left out. */
export function isOptional(schema: $ZodType): boolean {
  return schema._zod.def.type === 'optional'
}

function knownDefinition(schema: $ZodType): KnownDefinition {
  // The base type knows no `type` to switch on; the union of all schemas does.
  const { def } = (schema as $ZodTypes)._zod
  if (isKnown(def)) return def
  throw new Error(`There is no TypeScript for the schema ${def.type}.`)
}

function isKnown(def: Definition): def is KnownDefinition {
  return knownTypes.some((type) => type === def.type)
}

const lineLength = 120

/** A documentation comment, or nothing. */
export function toComment(text: string | undefined, indent: string): string {
  if (text === undefined) return ''
  const safe = text.replaceAll('*/', '*\\/')
  if (indent.length + safe.length + 7 <= lineLength) return `${indent}/** ${safe} */\n`
  const lines = wrap(safe, lineLength - indent.length - 3).map((line) => `${indent} * ${line}\n`)
  return `${indent}/**\n${lines.join('')}${indent} */\n`
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

function declare(name: string, type: string, description: string | undefined): string {
  const isObject = type.startsWith('{') && !type.startsWith('{ readonly [')
  const declaration = isObject ? `export interface ${name} ${type}` : `export type ${name} = ${type}`
  return `${toComment(description, '')}${declaration}\n`
}

function metaOf(schema: $ZodType): { readonly id?: string; readonly description?: string } {
  return (schema as z.ZodType).meta() ?? {}
}

const inBrackets = (type: string): string => (/ \| |^readonly /u.test(type) ? `(${type})` : type)
