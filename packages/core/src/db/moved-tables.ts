import { asText } from './as-text.ts'
import type { Database } from './database.ts'
import { entities } from './entities/index.ts'

/** A column as it is moved. */
export interface MovedColumn {
  readonly name: string
  /** How SQLite is asked for it. It keeps JSON as text, but a number as a number. */
  readonly inSqlite: string
  /** How PostgreSQL is asked for the same: a number for a moment and a truth value, text for JSON. */
  readonly inPostgres: string
  /** Makes of what SQLite keeps what PostgreSQL takes. */
  readonly fromSqlite: (value: unknown) => unknown
}

/** A table as it is moved. */
export interface MovedTable {
  readonly name: string
  /** The columns by which its rows are read in order. */
  readonly keys: readonly string[]
  /** Whether the database numbers its rows. */
  readonly isNumbered: boolean
  readonly columns: readonly MovedColumn[]
}

/** All tables of a PostgreSQL database, in an order in which those that others refer to come first. */
export function tablesOf(database: Database): readonly MovedTable[] {
  const known = new Map([...database.fork().getMetadata()].map((metadata) => [metadata.tableName, metadata]))
  return entities.map((entity) => {
    const metadata = known.get(entity.meta.tableName)
    if (!metadata) throw new Error(`The table ${entity.meta.tableName} is not known.`)
    const columns = metadata.props.flatMap(({ fieldNames, columnTypes }) =>
      fieldNames.map((name, index) => toColumn(name, columnTypes[index] ?? '')),
    )
    const isNumbered = metadata.props.some(({ autoincrement }) => autoincrement === true)
    const keys = metadata.primaryKeys.map((key) => columnOf(metadata.props, key))
    return { name: metadata.tableName, keys, isNumbered, columns }
  })
}

function columnOf(
  properties: readonly { readonly name: string; readonly fieldNames: readonly string[] }[],
  property: string,
): string {
  return properties.find(({ name }) => name === property)?.fieldNames[0] ?? property
}

function toColumn(name: string, type: string): MovedColumn {
  const column = `"${name}"`
  switch (type) {
    case 'timestamptz':
      return {
        name,
        inSqlite: column,
        inPostgres: `cast(extract(epoch from ${column}) * 1000 as bigint)`,
        fromSqlite: (value) => (typeof value === 'number' ? new Date(value) : value),
      }
    case 'boolean':
      return {
        name,
        inSqlite: column,
        inPostgres: `cast(${column} as int)`,
        fromSqlite: (value) => (typeof value === 'number' ? value !== 0 : value),
      }
    case 'json':
      return { name, inSqlite: asText(column), inPostgres: asText(column), fromSqlite: (value) => value }
    default:
      return { name, inSqlite: column, inPostgres: column, fromSqlite: (value) => value }
  }
}
