/** Anything that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
/** An object of JSON: a schema, or a part of a document. */
export type Schema = { readonly [key: string]: Json }

export function resolve(schema: Json, components: Schema): Schema {
  if (!isSchema(schema)) return {}
  const reference = schema['$ref']
  if (typeof reference !== 'string') return schema
  const found = components[reference.slice(reference.lastIndexOf('/') + 1)]
  return found === undefined ? {} : resolve(found, components)
}

export function alternativesOf(schema: Schema): readonly Json[] | undefined {
  const alternatives = schema['anyOf'] ?? schema['oneOf']
  return Array.isArray(alternatives) ? alternatives : undefined
}

export function valuesOf(schema: Schema): readonly string[] | undefined {
  if (schema['const'] !== undefined) return [JSON.stringify(schema['const'])]
  const values = schema['enum']
  return Array.isArray(values) ? values.map((value: Json) => JSON.stringify(value)) : undefined
}

export function propertiesOf(schema: Schema): Schema {
  return isSchema(schema['properties']) ? schema['properties'] : {}
}

export function requiredOf(schema: Schema): readonly string[] {
  const required = schema['required']
  return Array.isArray(required) ? required.map(String) : []
}

export function at(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((inner, key) => (isSchema(inner) ? inner[key] : undefined), value)
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether two are the same alternative: of one type and, if objects, with the same values where they have fixed ones. */
export function isSameKind(one: Schema, other: Schema): boolean {
  return one['type'] === other['type'] && marksOf(one) === marksOf(other)
}

function marksOf(schema: Schema): string {
  return Object.entries(propertiesOf(schema))
    .flatMap(([key, value]) => {
      const fixed = isSchema(value) ? value['const'] : undefined
      return fixed === undefined ? [] : [`${key}=${JSON.stringify(fixed)}`]
    })
    .toSorted()
    .join()
}
