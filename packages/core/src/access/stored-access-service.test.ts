import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { openDatabase, type Database } from '../db/open-database.ts'
import { SqlAccessKeyStore } from '../db/sql-access-key-store.ts'
import { SqlOwnerStore } from '../db/sql-owner-store.ts'
import { createIdMaker } from '../new-id.ts'
import { temporaryFolder } from '../testing/open-test-engine.ts'
import { accessRoles, mayDo, permissions } from './access-key.ts'
import { callerOf, everywhere } from './reach.ts'
import { StoredAccessService } from './stored-access-service.ts'

const opened = new AsyncDisposableStack()
let database: Database
let access: StoredAccessService
let now: Date
let secrets = 0

beforeAll(async () => {
  const folder = opened.use(await temporaryFolder()).path
  database = opened.use(await openDatabase(join(folder, 'muniment.db')))
})
afterAll(() => opened.disposeAsync())

beforeEach(async () => {
  await database.fork().getConnection().execute('delete from access_key')
  await database.fork().getConnection().execute("delete from owner where id <> 'local'")
  now = new Date('2026-11-26T12:00:00Z')
  access = new StoredAccessService({
    store: new SqlAccessKeyStore(database),
    owners: new SqlOwnerStore(database),
    hasSource: async (sourceId) => sourceId === 'source-1',
    newId: createIdMaker(() => now, Math.random),
    newSecret: () => new Uint8Array(32).fill(++secrets),
    now: () => now,
  })
})

const later = (milliseconds: number): void => void (now = new Date(now.getTime() + milliseconds))

test('a key is shown once, and only its hash is kept', async () => {
  const { key, ...made } = await access.create({ name: ' Archive office ', role: 'archivist' })
  expect(key).toMatch(/^mun_[\da-f]{32}_[\w-]{43}$/u)
  expect(made).toMatchObject({ name: 'Archive office', role: 'archivist', expiresAt: null, lastUsedAt: null })
  const kept = JSON.stringify(await database.fork().getConnection().execute('select * from access_key'))
  expect(kept).not.toContain(key.slice(-43))
  expect(JSON.stringify(await access.list())).not.toContain('ecretHash')
  expect(await access.authenticate(key)).toMatchObject({ id: made.id, role: 'archivist' })
})

describe('a key that is refused', () => {
  it.each([
    ['nothing', () => ''],
    ['a word', () => 'open-sesame'],
    ['another secret', (key: string) => key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A')],
    ['another id', (key: string) => key.replace(/^mun_./u, (start) => (start === 'mun_f' ? 'mun_e' : 'mun_f'))],
    ['more than a key', (key: string) => `${key}A`],
    ['with a new line', (key: string) => `${key}\n`],
  ])('%s', async (_what, change) => {
    const { key } = await access.create({ name: 'office', role: 'viewer' })
    await expect(access.authenticate(change(key))).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('one that was taken back, at once', async () => {
    const { key, id } = await access.create({ name: 'office', role: 'viewer' })
    await access.authenticate(key)
    expect(await access.revoke(id)).toMatchObject({ revokedAt: now })
    await expect(access.authenticate(key)).rejects.toThrow('taken back')
    const first = now
    later(1_000)
    expect(await access.revoke(id)).toMatchObject({ revokedAt: first })
    await expect(access.revoke('none')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('one that has expired, from that moment on', async () => {
    const { key } = await access.create({ name: 'office', role: 'viewer', expiresAt: new Date(now.getTime() + 1_000) })
    later(999)
    await access.authenticate(key)
    later(1)
    await expect(access.authenticate(key)).rejects.toThrow('expired at 2026-11-26T12:00:01.000Z')
  })
})

test('what makes no key: no name, an end that is past', async () => {
  const role = 'viewer'
  await expect(access.create({ name: ' ', role })).rejects.toMatchObject({ details: { field: 'name' } })
  await expect(access.create({ name: 'a\nb', role })).rejects.toMatchObject({ details: { field: 'name' } })
  await expect(access.create({ name: 'x'.repeat(101), role })).rejects.toMatchObject({ details: { field: 'name' } })
  await expect(access.create({ name: 'a', role, expiresAt: now })).rejects.toMatchObject({
    details: { field: 'expiresAt' },
  })
  expect((await access.list()).entries).toEqual([])
})

describe('whose a key is', () => {
  it('a new owner, called like it, unless one is named', async () => {
    const { owner } = await access.create({ name: 'Exam office', role: 'viewer' })
    expect(owner.name).toBe('Exam office')
    const second = await access.create({ name: 'Another key', role: 'archivist', owner: 'exam OFFICE' })
    expect(second.owner).toEqual(owner)
    const first = await access.create({ name: 'Kim', role: 'viewer', owner: ' Kim Doe ' })
    expect(first.owner.name).toBe('Kim Doe')
    expect((await access.listOwners()).entries.map(({ name }) => name).toSorted()).toEqual([
      'Exam office',
      'Kim Doe',
      'this computer',
    ])
  })

  it('nobody joins an owner by having the same name', async () => {
    await access.create({ name: 'Kim', role: 'viewer' })
    await expect(access.create({ name: 'kim', role: 'viewer' })).rejects.toMatchObject({ code: 'state_conflict' })
    expect((await access.list()).entries).toHaveLength(1)
  })

  it('two that are named at once are one owner', async () => {
    const request = { name: 'a key', role: 'viewer', owner: 'Kim' } as const
    const made = await Promise.all([access.create(request), access.create(request), access.create(request)])
    expect(new Set(made.map(({ owner }) => owner.id)).size).toBe(1)
  })

  it('it reaches what its role reaches, or exactly the sources that it names', async () => {
    const viewer = await access.create({ name: 'Kim', role: 'viewer' })
    const ownerId = viewer.owner.id
    expect(callerOf(viewer)).toEqual({ ownerId, reach: { ownerId, sourceIds: null } })
    for (const role of ['auditor', 'operator'] as const) {
      expect(callerOf(await access.create({ name: 'over all', role, owner: 'Kim' }))).toEqual({
        ownerId,
        reach: everywhere,
      })
    }
    const { key } = await access.create({ name: 'one', role: 'archivist', owner: 'Kim', sourceIds: ['source-1'] })
    const reach = { ownerId: null, sourceIds: ['source-1'] }
    expect(callerOf(await access.authenticate(key))).toEqual({ ownerId, reach })
  })

  it.each([
    ['an operator', { role: 'operator', sourceIds: ['source-1'] }, 'input_invalid'],
    ['no source', { role: 'viewer', sourceIds: [] }, 'input_invalid'],
    ['a source that is not there', { role: 'viewer', sourceIds: ['source-2'] }, 'not_found'],
  ] as const)('it is not limited to sources: %s', async (_what, request, code) => {
    await expect(access.create({ name: 'x', ...request })).rejects.toMatchObject({
      code,
      details: { field: 'sourceIds' },
    })
    expect((await access.listOwners()).entries).toHaveLength(1)
  })
})

test('when a key was last used is told to the minute', async () => {
  const { key } = await access.create({ name: 'office', role: 'viewer' })
  const lastUsed = async () => (await access.list()).entries[0]?.lastUsedAt
  await access.authenticate(key)
  const first = now
  expect(await lastUsed()).toEqual(first)
  later(59_999)
  await access.authenticate(key)
  expect(await lastUsed()).toEqual(first)
  later(1)
  await access.authenticate(key)
  expect(await lastUsed()).toEqual(now)
})

test('keys come in pages, also those that no longer hold', async () => {
  for (const name of ['a', 'b', 'c']) await access.create({ name, role: 'viewer' })
  expect(await access.hasUsableKey()).toBe(true)
  const first = await access.list({ limit: 2 })
  const rest = await access.list({ limit: 2, cursor: first.nextCursor ?? '' })
  expect([...first.entries, ...rest.entries].map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  expect(rest.nextCursor).toBeUndefined()
  for (const { id } of [...first.entries, ...rest.entries]) await access.revoke(id)
  expect(await access.hasUsableKey()).toBe(false)
  expect((await access.list()).entries).toHaveLength(3)
})

test('every role may look, only an operator may do everything', () => {
  for (const role of accessRoles) expect(mayDo(role, 'look')).toBe(true)
  const all = accessRoles.filter((role) => permissions.every((permission) => mayDo(role, permission)))
  expect(all).toEqual(['operator'])
})
