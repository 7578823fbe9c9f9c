import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { siblingModule } from '../sibling-module.ts'
import type { ReportTypesetter, TypesetRequest } from './report-typesetter.ts'
import { part, paragraph, request, section } from './testing/every-kind-document.ts'
import { createTypstTypesetter } from './typst-typesetter.ts'

const childModule = siblingModule('./testing/misbehaving-child', import.meta.url)
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muniment-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

function create(options: { processes?: number; timeoutMs?: number } = {}): Promise<ReportTypesetter> {
  return createTypstTypesetter({ processes: 1, childModule, temporaryFolder: folder, ...options })
}

function misbehaving(title: string, headings: readonly string[] = ['one']): TypesetRequest {
  const sections = headings.map((heading) => section('1', [part('answer', [paragraph('words')])], { heading }))
  return request(sections, { title })
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch {
    return false
  }
}

async function processOf(typesetter: ReportTypesetter): Promise<number> {
  const { notes } = await typesetter.typeset(misbehaving('well'))
  return Number(notes[1]?.replace('process: ', ''))
}

describe('a process that is lost', () => {
  test('costs one try: the report is made in a fresh process', async () => {
    await using typesetter = await create()
    const before = await processOf(typesetter)
    const report = await typesetter.typeset(misbehaving(`die once: ${join(folder, 'died')}`))
    expect(report.pages).toBe(1)
    expect(report.notes[0]).toBe('plain: ')
    expect(await processOf(typesetter)).not.toBe(before)
  })

  test('again and again for the sake of one section: that section is printed as plain text', async () => {
    await using typesetter = await create()
    const headings = ['one', 'two', 'three', 'poison', 'five']
    const report = await typesetter.typeset(misbehaving('die on poison', headings))
    expect(report.notes[0]).toBe('plain: 3')
  })

  test('whatever is asked of it: the report fails with a clear error', async () => {
    await using typesetter = await create()
    await expect(typesetter.typeset(misbehaving('die'))).rejects.toMatchObject({ code: 'report_failed' })
    expect(await processOf(typesetter)).toBeGreaterThan(0)
  })

  test('in an endless loop is killed when its time is up', async () => {
    await using typesetter = await create({ timeoutMs: 700 })
    await expect(typesetter.typeset(misbehaving('hang'))).rejects.toMatchObject({ code: 'report_failed' })
    expect(await processOf(typesetter)).toBeGreaterThan(0)
  })
})

test('several refused sections are all found', async () => {
  await using typesetter = await create()
  const headings = ['poison', 'two', 'poison', 'four', 'five', 'poison']
  const report = await typesetter.typeset(misbehaving('refuse', headings))
  expect(report.notes[0]).toBe('plain: 0 2 5')
})

describe('aborting', () => {
  test('kills a process that hangs, at once, and leaves the typesetter usable', async () => {
    await using typesetter = await create()
    const before = await processOf(typesetter)
    const started = performance.now()
    const signal = AbortSignal.timeout(300)
    await expect(typesetter.typeset(misbehaving('hang'), signal)).rejects.toMatchObject({ code: 'aborted' })
    expect(performance.now() - started).toBeLessThan(2000)
    await expect.poll(() => isAlive(before)).toBe(false)
    expect(await processOf(typesetter)).toBeGreaterThan(0)
  })

  test('reaches a caller who still waits for a process', async () => {
    await using typesetter = await create()
    const hanging = typesetter.typeset(misbehaving('hang'), AbortSignal.timeout(1500))
    const waiting = typesetter.typeset(misbehaving('well'), AbortSignal.timeout(200))
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' })
    await expect(hanging).rejects.toMatchObject({ code: 'aborted' })
  })

  test('before the start makes no process', async () => {
    await using typesetter = await create()
    await expect(typesetter.typeset(misbehaving('well'), AbortSignal.abort())).rejects.toMatchObject({
      code: 'aborted',
    })
  })
})

test('callers beyond the number of processes wait, and all are served', async () => {
  await using typesetter = await create({ processes: 2 })
  const reports = await Promise.all(Array.from({ length: 20 }, () => typesetter.typeset(misbehaving('well'))))
  expect(new Set(reports.map(({ notes }) => notes[1])).size).toBe(2)
})

test('disposing ends every process, refuses those who wait, and removes the private folder', async () => {
  const typesetter = await create()
  const running = await processOf(typesetter)
  const hanging = expect(typesetter.typeset(misbehaving('hang'))).rejects.toMatchObject({ code: 'aborted' })
  const waiting = expect(typesetter.typeset(misbehaving('well'))).rejects.toMatchObject({ code: 'aborted' })
  await typesetter[Symbol.asyncDispose]()
  await Promise.all([hanging, waiting])
  await expect.poll(() => isAlive(running)).toBe(false)
  expect(await readdir(folder)).toEqual([])
  await expect(typesetter.typeset(misbehaving('well'))).rejects.toMatchObject({ code: 'aborted' })
})
