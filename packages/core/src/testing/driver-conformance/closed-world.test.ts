import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { hostname } from 'node:os'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ClosedWorld } from './closed-world.ts'

const moment = new Date(0)

const doors: readonly (readonly [what: string, open: () => unknown])[] = [
  ['the clock (Date)', () => Date.now()],
  ['the clock (Date)', () => new Date()],
  ['the clock (Date)', () => Date()],
  ['the clock (performance.now)', () => performance.now()],
  ['chance (Math.random)', () => Math.random()],
  ['chance (randomUUID)', () => randomUUID()],
  ['chance (crypto.randomUUID)', () => crypto.randomUUID()],
  ['the environment (process.env)', () => process.env['HOME']],
  ['the environment (hostname)', () => hostname()],
  ['the environment (time zone of Date.getHours)', () => moment.getHours()],
  ['the environment (time zone of Date.toLocaleDateString)', () => moment.toLocaleDateString('en')],
  ['the environment (language of localeCompare)', () => 'a'.localeCompare('b')],
  ['the environment (language of toLocaleString)', () => (5).toLocaleString()],
  ['the environment (language of Collator)', () => new Intl.Collator()],
  [
    'the environment (language or time zone of Intl.DateTimeFormat)',
    () => new Intl.DateTimeFormat('en', { hour: 'numeric' }),
  ],
  ['the disk (readFileSync)', () => readFileSync(import.meta.filename)],
  ['the disk (readFile)', () => readFile(import.meta.filename)],
  ['the network (fetch)', () => fetch('data:,').then(() => undefined)],
  [
    'the network (a socket)',
    () =>
      connect(1, '127.0.0.1')
        .on('error', () => {})
        .destroy(),
  ],
]

test.each(doors)('notes %s within the driver’s calls, and not outside of them', async (what, open) => {
  const world = new ClosedWorld()
  using _traps = world.set()
  await open()
  await world.inside(() => world.outside(async () => open()))
  expect(world.reached).toEqual([])
  await world.inside(async () => {
    await nextTurn()
    await open()
  })
  expect(world.reached[0]).toMatch(
    new RegExp(`^${what.replaceAll(/[()]/gu, String.raw`\$&`)} at .*closed-world\\.test`),
  )
})

test('lets pass what is the same everywhere', () => {
  const world = new ClosedWorld()
  using _traps = world.set()
  world.inside(() => {
    new Date('2026-01-01T00:00:00Z').toISOString()
    new Intl.DateTimeFormat('en', { timeZone: 'UTC' }).format(moment)
    'a'.localeCompare('b', 'en')
    createHash('sha256').update('a').digest('hex')
  })
  expect(world.reached).toEqual([])
})

test('leaves everything as it was', () => {
  const before = [Date, Math.random, process.env, Intl.DateTimeFormat, readFileSync]
  new ClosedWorld().set()[Symbol.dispose]()
  const after = [Date, Math.random, process.env, Intl.DateTimeFormat, readFileSync]
  expect(after.map((value, index) => value === before[index])).toEqual(before.map(() => true))
})
