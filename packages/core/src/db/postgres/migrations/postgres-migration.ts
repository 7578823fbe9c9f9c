/** Brings the schema from one version to the next. */
export interface PostgresMigration {
  readonly name: string
  readonly statements: readonly string[]
}
