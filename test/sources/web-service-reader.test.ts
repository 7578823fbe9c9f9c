import { connectMoodle, type ActivitySource, type WebServiceReader } from '@muniment/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { fault, startFakeMoodle } from '../support/fake-moodle.ts'
import { errorOf, everythingIn, testHttp } from '../support/moodle-connection.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'

const token = 'f00dfacef00dfacef00dfacef00dface'

function open(url: string, accessToken = token): ActivitySource & { readonly webServices: WebServiceReader } {
  const source = connectMoodle({ ...testHttp, siteUrl: url, token: accessToken, language: 'en' })
  if (!source.webServices) throw new Error('A Moodle site has web services.')
  return Object.assign(source, { webServices: source.webServices })
}

const entriesAnswer = z.object({
  count: z.number(),
  entries: z.array(z.object({ id: z.number(), concept: z.string() })),
})
const entriesFunction = 'mod_glossary_get_entries_by_letter'

test('a function is asked with its arguments, in the language of the source, and its answer is checked', async () => {
  const entry = { id: 4, concept: 'Thermidor', more: true }
  await using moodle = await startFakeMoodle({
    functions: { [entriesFunction]: () => ({ count: 1, entries: [entry] }) },
  })
  await using source = open(moodle.url)
  const values = { id: 1, letter: 'ALL', options: { includenotapproved: true } }
  const answer = await source.webServices.ask({ function: entriesFunction, arguments: values, answer: entriesAnswer })
  expect(answer).toEqual({ count: 1, entries: [{ id: 4, concept: 'Thermidor' }] })
  const form = Object.fromEntries(moodle.forms().at(-1) ?? [])
  expect(form).toMatchObject({
    wsfunction: entriesFunction,
    letter: 'ALL',
    'options[includenotapproved]': '1',
    moodlewssettinglang: 'en',
    moodlewssettingfilter: '1',
  })
})

test('whether the site offers a function is known', async () => {
  await using moodle = await startFakeMoodle({ functions: { [entriesFunction]: () => ({}) } })
  await using source = open(moodle.url)
  expect(await source.webServices.offers(entriesFunction)).toBe(true)
  expect(await source.webServices.offers('mod_wiki_get_subwikis')).toBe(false)
})

test('what may write is refused before anything is sent', async () => {
  await using moodle = await startFakeMoodle({ functions: {} })
  await using source = open(moodle.url)
  for (const name of ['mod_glossary_add_entry', 'mod_assign_get_submission_status', 'tool_mobile_get_autologin_key']) {
    const asked = source.webServices.ask({ function: name, answer: z.unknown() })
    await expect(asked).rejects.toMatchObject({ code: 'not_supported', details: { function: name } })
  }
  expect(moodle.received).toEqual([])
})

test('an answer of another form names the function and the field, and nothing of what it held', async () => {
  const functions = { [entriesFunction]: () => ({ count: 1, entries: [{ id: 'secret essay', concept: '' }] }) }
  await using moodle = await startFakeMoodle({ functions })
  await using source = open(moodle.url)
  const error = await errorOf(source.webServices.ask({ function: entriesFunction, answer: entriesAnswer }))
  expect(error).toMatchObject({
    code: 'source_unexpected',
    details: { function: entriesFunction, field: 'entries.0.id' },
  })
  expect(everythingIn(error)).not.toContain('secret essay')
})

test('refusals are told as everywhere, and our token is in no answer', async () => {
  const functions = {
    mod_glossary_get_authors: () => fault('nopermissions'),
    [entriesFunction]: () => ({ address: `https://moodle.test/file.php?token=${token}` }),
  }
  await using moodle = await startFakeMoodle({ functions })
  await using source = open(moodle.url)
  const { webServices } = source
  const refused = webServices.ask({ function: 'mod_glossary_get_authors', answer: z.unknown() })
  await expect(refused).rejects.toMatchObject({ code: 'source_denied' })
  const answer = await webServices.ask({ function: entriesFunction, answer: z.unknown() })
  expect(JSON.stringify(answer)).not.toContain(token)
})

test('the signal of the caller, and closing the source, end the wait', async () => {
  await using moodle = await startFakeMoodle({ functions: { [entriesFunction]: () => ({}) } })
  await using source = open(moodle.url)
  const asked = source.webServices.ask({ function: entriesFunction, answer: z.unknown() }, AbortSignal.abort())
  await expect(asked).rejects.toThrow()
  expect(moodle.received).toEqual([])
})

test.skipIf(!hasSharedRecordings)(`the recorded glossary is read (${whySkipped} if skipped)`, async () => {
  await using standIn = await startSharedStandIn()
  await using source = open(standIn.url, standIn.token)
  const values = { id: 1, letter: 'ALL', from: 0, limit: 100 }
  const question = { function: entriesFunction, arguments: values, answer: entriesAnswer }
  const { count, entries } = await source.webServices.ask(question)
  expect(entries).toHaveLength(count)
  expect(entries.map(({ concept }) => concept)).toContain('Ancien Régime')
  expect(standIn.stats().missCount).toBe(0)
})
