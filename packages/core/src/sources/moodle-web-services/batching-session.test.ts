import { expect, test } from 'vitest'
import { z } from 'zod'
import { ArchivingError, type ErrorCode } from '../../errors/index.ts'
import { batchFunction } from './batch-calls.ts'
import { createBatchingSession } from './batching-session.ts'
import type { MoodleSession } from './moodle-session.ts'

const requests = z.object({ requests: z.array(z.object({ function: z.string(), arguments: z.string() })) })
const { signal } = new AbortController()

interface SiteOfBatches extends MoodleSession {
  /** What each request asked. */
  readonly asked: readonly (readonly string[])[]
}

/** Answers each call with what it was asked; `fail` says which requests fail, and how. */
function openSite(fail: (asked: readonly string[]) => ErrorCode | 'refused' | undefined = () => undefined) {
  const asked: string[][] = []
  const site: SiteOfBatches = {
    asked,
    siteInfo: () => Promise.reject(new Error('not asked here')),
    language: async () => 'en',
    offers: async () => true,
    async call(question) {
      const batch = question.function === batchFunction ? requests.parse(question.values).requests : undefined
      const names = batch ? batch.map((call) => `${call.function} ${call.arguments}`) : [alone(question)]
      asked.push(names)
      const code = fail(names)
      if (code !== undefined && code !== 'refused') throw new ArchivingError(code, 'The site failed.')
      if (!batch) {
        if (code === 'refused') throw new ArchivingError('source_denied', 'The site refused.')
        return question.answer.parse(question.values)
      }
      return question.answer.parse({ responses: batch.map((call) => response(call)) })
    },
  }
  const response = (call: { readonly function: string; readonly arguments: string }) => {
    if (fail([`${call.function} ${call.arguments}`]) !== 'refused')
      return { error: false, data: call.arguments, exception: null }
    return { error: true, data: null, exception: '{"errorcode":"nopermissions","message":"No."}' }
  }
  return site
}

const alone = (call: { readonly function: string; readonly values: object }): string =>
  `${call.function} ${JSON.stringify(call.values)}`

const answer = z.object({ id: z.number() })
const ask = (session: MoodleSession, name: string, id: number) =>
  session.call({ function: name, values: { id }, answer }, signal)

test('what is asked at the same time goes out together, by function, and the same once', async () => {
  const site = openSite()
  const session = createBatchingSession(site, signal)
  const one = async (id: number): Promise<number> => {
    const { id: found } = await ask(session, 'mod_one_get', id)
    if (!(await session.offers('mod_two_get', signal))) return 0
    return found + (await ask(session, 'mod_two_get', found % 2)).id
  }
  expect(await Promise.all([1, 2, 3, 4].map(one))).toEqual([2, 2, 4, 4])
  expect(site.asked).toEqual([
    [1, 2, 3, 4].map((id) => `mod_one_get {"id":${id}}`),
    ['mod_two_get {"id":1}', 'mod_two_get {"id":0}'],
  ])
})

test('a refusal is told to who asked for it, and to nobody else', async () => {
  const site = openSite(([first]) => (first === 'mod_one_get {"id":2}' ? 'refused' : undefined))
  const session = createBatchingSession(site, signal)
  const results = await Promise.allSettled([1, 2, 3].map((id) => ask(session, 'mod_one_get', id)))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(results[1]).toMatchObject({ reason: { code: 'source_denied' } })
})

test('an answer that makes no sense does not stand for those of the others', async () => {
  const site = openSite((asked) => (asked.includes('mod_one_get {"id":2}') ? 'source_unexpected' : undefined))
  const session = createBatchingSession(site, signal)
  const results = await Promise.allSettled([1, 2, 3].map((id) => ask(session, 'mod_one_get', id)))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('a site that cannot answer many heavy calls at once is asked for fewer', async () => {
  const site = openSite((asked) => (asked.length > 10 ? 'timed_out' : undefined))
  const session = createBatchingSession(site, signal)
  const ids = Array.from({ length: 25 }, (_, id) => id)
  expect(await Promise.all(ids.map((id) => ask(session, 'mod_one_get', id)))).toEqual(ids.map((id) => ({ id })))
  expect(site.asked.map((asked) => asked.length)).toEqual([25, 10, 10, 5])
})

test('a site that is down is not asked again and again', async () => {
  const site = openSite(() => 'source_unavailable')
  const session = createBatchingSession(site, signal)
  const ids = Array.from({ length: 5 }, (_, id) => id)
  const results = await Promise.allSettled(ids.map((id) => ask(session, 'mod_one_get', id)))
  expect(results).toEqual(ids.map(() => expect.objectContaining({ status: 'rejected' })))
  expect(site.asked).toHaveLength(1)
})

test('it makes no batches within batches', async () => {
  const session = createBatchingSession(openSite(), signal)
  expect(await session.offers(batchFunction, signal)).toBe(false)
})
