import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { KeptStatements } from './kept-statements.ts'

test('a statement is compiled once, and again only while it is read row by row', () => {
  const database = new Database(':memory:')
  const statements = new KeptStatements(database)
  const numbers = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select i from n'
  const kept = statements.prepare(numbers)
  expect(statements.prepare(numbers)).toBe(kept)
  const rows: unknown[] = []
  for (const row of kept.iterate()) {
    const other = statements.prepare(numbers)
    expect(other).not.toBe(kept)
    rows.push([row, other.all().length])
  }
  expect(rows).toEqual([1, 2, 3].map((i) => [{ i }, 3]))
  expect(statements.prepare(numbers)).toBe(kept)
  statements.close()
  expect(database.open).toBe(false)
})

test('of very many statements, those of late are kept', () => {
  const statements = new KeptStatements(new Database(':memory:'))
  const often = statements.prepare('select 0')
  const early = statements.prepare('select 1')
  for (let index = 2; index < 1_000; index++) {
    statements.prepare(`select ${index}`)
    expect(statements.prepare('select 0')).toBe(often)
  }
  expect(statements.prepare('select 1')).not.toBe(early)
  statements.close()
})

test('a kept statement follows a change of the tables', () => {
  const database = new Database(':memory:')
  const statements = new KeptStatements(database)
  database.exec('create table thing (one)')
  database.exec("insert into thing values ('a')")
  expect(statements.prepare('select * from thing').all()).toEqual([{ one: 'a' }])
  database.exec("alter table thing add column two default 'b'")
  expect(statements.prepare('select * from thing').all()).toEqual([{ one: 'a', two: 'b' }])
  statements.close()
})
