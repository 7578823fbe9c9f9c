import { z } from 'zod'

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 has them. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

const definitionsPrefix = '#/$defs/'
const componentsPrefix = '#/components/schemas/'

/**
 * Turns zod schemas into JSON Schemas. Those with an `id` become components, which others refer to. What is sent may have
 * fields that are new, so nothing forbids them in answers.
 */
export class JsonSchemas {
  readonly #components = new Map<string, JsonSchema>()

  /** All named schemas so far, by name. */
  get components(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#components].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }

  /** @throws Error if one name stands for two schemas, or a schema has no counterpart */
  write(schema: z.ZodType, direction: 'input' | 'output'): JsonSchema {
    const written = z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      io: direction,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        const { def } = zodSchema._zod
        if (def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
        // Of objects that are not strict, zod says so only where they are received.
        if (def.type === 'object' && def.catchall === undefined) delete jsonSchema.additionalProperties
      },
    })
    const { $schema: _dialect, $defs: definitions, ...root } = written
    for (const [name, definition] of Object.entries(definitions ?? {}))
      this.#keep(name, withComponentReferences(definition))
    return withComponentReferences(root)
  }

  #keep(name: string, schema: JsonSchema): void {
    const known = this.#components.get(name)
    if (known && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`${name} is one thing where it is sent and another where it is received.`)
    }
    this.#components.set(name, schema)
  }
}

function withComponentReferences(schema: JsonSchema): JsonSchema {
  const parsed: JsonSchema = JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === '$ref' && typeof value === 'string' ? value.replace(definitionsPrefix, componentsPrefix) : value,
    ),
  )
  return parsed
}
