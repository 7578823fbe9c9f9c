import type { Configuration, MetadataStorage } from '@mikro-orm/core'
import { PostgreSqlDriver } from '@mikro-orm/postgresql'
import { toNulSafe } from './nul-safe-text.ts'

/**
 * MikroORM's driver for PostgreSQL, with columns that keep what those of SQLite do: text of any length, and JSON as it was
 * written, since the order of its keys reaches archives.
 */
export class FaithfulPostgresDriver extends PostgreSqlDriver {
  constructor(config: Configuration) {
    super(config)
    const { platform } = this
    const escape = platform.escape.bind(platform)
    platform.escape = (value: unknown): string => escape(typeof value === 'string' ? toNulSafe(value) : value)
    platform.getVarcharTypeDeclarationSQL = () => 'text'
    platform.getJsonDeclarationSQL = () => 'json'
  }
}

/** Lets text be compared by its bytes, as SQLite does: the order of items in an archive is that of their paths. */
export function compareTextByBytes(storage: MetadataStorage): void {
  for (const entity of storage) {
    for (const property of entity.props) {
      if (property.columnTypes?.[0] === 'text') property.collation = 'C'
    }
  }
}
