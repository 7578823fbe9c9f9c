import type { Configuration } from '@mikro-orm/core'
import { SqliteDriver } from '@mikro-orm/sqlite'

/**
 * MikroORM's driver for SQLite, which writes values into the text of a statement. SQLite reads such a text up to the first
 * NUL, so one within a value, such as in a title that a person gave, would make the statement fail.
 */
export class NulSafeSqliteDriver extends SqliteDriver {
  constructor(config: Configuration) {
    super(config)
    const { platform } = this
    const escape = platform.escape.bind(platform)
    platform.escape = (value: unknown): string =>
      typeof value === 'string' && value.includes('\0')
        ? `(${value
            .split('\0')
            .map((piece) => escape(piece))
            .join(' || char(0) || ')})`
        : escape(value)
  }
}
