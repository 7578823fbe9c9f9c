import type { OpenApiDocument } from '@muniment/server'
import { answerOf, componentsOf, inputOf, operationsOf, type Input } from './operations.ts'
import {
  alternativesOf,
  isSameKind,
  isSchema,
  propertiesOf,
  requiredOf,
  resolve,
  valuesOf,
  type Json,
  type Schema,
} from './schema-parts.ts'

/** Where a schema stands: what callers send, or what they get. */
type Direction = 'sent' | 'answered'

/**
 * What callers of one version could do and callers of another cannot: each in a sentence that begins with the procedure.
 * Empty if whoever is served by the first is served by the second. New values in answers are none: callers are told to
 * expect them.
 */
export function findBreakingChanges(released: OpenApiDocument, current: OpenApiDocument): readonly string[] {
  const before = operationsOf(released)
  const after = operationsOf(current)
  const changes: string[] = []
  for (const [name, operation] of before) {
    const now = after.get(name)
    if (!now) {
      changes.push(`${name} is gone.`)
      continue
    }
    const comparison = new Comparison(name, { before: componentsOf(released), after: componentsOf(current) })
    comparison.compareInputs(inputOf(operation), inputOf(now))
    comparison.compareAnswers(answerOf(operation), answerOf(now))
    changes.push(...comparison.changes)
  }
  return changes
}

interface Components {
  readonly before: Schema
  readonly after: Schema
}

class Comparison {
  readonly changes: string[] = []
  readonly #name: string
  readonly #components: Components
  /** Named schemas refer to themselves. */
  readonly #compared = new Set<string>()

  constructor(name: string, components: Components) {
    this.#name = name
    this.#components = components
  }

  compareInputs(before: Input, after: Input): void {
    if (after.required && !before.required) this.#add('takes an input that must be given now')
    if (before.schema && after.schema) this.#compare(before.schema, after.schema, { path: 'input', direction: 'sent' })
    else if (before.schema) this.#add('takes no input any more')
  }

  compareAnswers(before: Schema | undefined, after: Schema | undefined): void {
    if (before && after) this.#compare(before, after, { path: 'answer', direction: 'answered' })
    else if (before) this.#add('answers in another way')
  }

  #compare(writtenBefore: Json, writtenAfter: Json, place: Place): void {
    if (this.#isCompared(writtenBefore, writtenAfter, place)) return
    const before = resolve(writtenBefore, this.#components.before)
    const after = resolve(writtenAfter, this.#components.after)
    if (this.#compareAlternatives(before, after, place)) return
    if (!this.#isTypeKept(before, after, place)) return
    this.#compareValues(before, after, place)
    this.#compareProperties(before, after, place)
    if (before['items'] !== undefined && after['items'] !== undefined) {
      this.#compare(before['items'], after['items'], { ...place, path: `${place.path}[]` })
    }
    const additional = [before['additionalProperties'], after['additionalProperties']] as const
    if (isSchema(additional[0]) && isSchema(additional[1])) {
      this.#compare(additional[0], additional[1], { ...place, path: `${place.path}{}` })
    }
  }

  #isCompared(before: Json, after: Json, { direction }: Place): boolean {
    const pair = `${direction} ${JSON.stringify(before)} ${JSON.stringify(after)}`
    if (!isSchema(before) || before['$ref'] === undefined) return false
    if (this.#compared.has(pair)) return true
    this.#compared.add(pair)
    return false
  }

  /** One of several, on either side: each is compared with the one of its kind. */
  #compareAlternatives(before: Schema, after: Schema, place: Place): boolean {
    if (!alternativesOf(before) && !alternativesOf(after)) return false
    const had = (alternativesOf(before) ?? [before]).map((schema) => resolve(schema, this.#components.before))
    const has = (alternativesOf(after) ?? [after]).map((schema) => resolve(schema, this.#components.after))
    for (const [index, one] of had.entries()) {
      const now = has.find((other) => isSameKind(one, other))
      if (now) this.#compare(one, now, { ...place, path: `${place.path}|${index + 1}` })
      // What never comes any more hurts nobody, and an answer of a new kind is for callers to expect.
      else if (place.direction === 'sent') this.#add(`does not take ${tell(one)} at ${place.path} any more`)
    }
    return true
  }

  #isTypeKept(before: Schema, after: Schema, { path }: Place): boolean {
    const [had, has] = [before['type'], after['type']].map((type) => JSON.stringify(type))
    if (had === has || had === undefined || (had === '"integer"' && has === '"number"')) return true
    this.#add(`has ${has ?? 'anything'} instead of ${had} at ${path}`)
    return false
  }

  #compareValues(before: Schema, after: Schema, { path, direction }: Place): void {
    const [had, has] = [valuesOf(before), valuesOf(after)]
    if (direction === 'answered' || !has) return
    if (!had) this.#add(`takes only certain values at ${path} now`)
    else for (const value of had) if (!has.includes(value)) this.#add(`does not take ${value} at ${path} any more`)
  }

  #compareProperties(before: Schema, after: Schema, { path, direction }: Place): void {
    const [had, has] = [propertiesOf(before), propertiesOf(after)]
    for (const [key, schema] of Object.entries(had)) {
      const now = has[key]
      const inner = { path: `${path}.${key}`, direction }
      if (now === undefined) this.#add(`has no ${inner.path} any more`)
      else this.#compare(schema, now, inner)
    }
    const [needed, needs] = [requiredOf(before), requiredOf(after)]
    if (direction === 'sent') {
      for (const key of needs) if (!needed.includes(key)) this.#add(`needs ${path}.${key} now`)
    } else {
      for (const key of needed) {
        if (has[key] !== undefined && !needs.includes(key)) this.#add(`may answer without ${path}.${key} now`)
      }
    }
  }

  #add(what: string): void {
    this.changes.push(`${this.#name} ${what}.`)
  }
}

interface Place {
  readonly path: string
  readonly direction: Direction
}

const tell = (schema: Json): string => JSON.stringify(schema).slice(0, 80)
