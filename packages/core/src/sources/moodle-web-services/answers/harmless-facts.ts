/** Facts of an activity that are kept as they came. */
export type OtherFacts = Readonly<Record<string, string | number | boolean | null>>

const secretField = /password|passwd|secret|token|key/i

/** The plain fields of a record that no schema names, without anything that may be a secret. */
export function harmlessFacts(fields: Readonly<Record<string, unknown>>, ownFields: ReadonlySet<string>): OtherFacts {
  const facts: Record<string, string | number | boolean | null> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (ownFields.has(name) || secretField.test(name)) continue
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value))
      Object.assign(facts, { [name]: value })
  }
  return facts
}
