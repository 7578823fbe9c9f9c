import { expect, it } from 'vitest'
import type { ArchivedItem } from './archive-description.ts'
import { summarizeItems } from './start-page-summary.ts'

function item(row: ArchivedItem['row'], ...notices: string[]): ArchivedItem {
  return {
    key: '',
    title: '',
    state: 'archived',
    files: [],
    row,
    readRecord: async () => null,
    remarks: notices.map((message) => ({ severity: 'notice', message })),
    error: null,
  }
}

async function summaryOf(items: readonly ArchivedItem[]) {
  async function* each() {
    yield* items
  }
  return summarizeItems(each())
}

it('counts people and states, and knows the span of time', async () => {
  const summary = await summaryOf([
    item({ user_id: 1, state: 'finished', started: '2026-05-04T08:05:00Z', finished: '2026-05-04T09:00:00Z' }),
    item({ user_id: 1, state: 'finished', started: '2026-05-04T08:01:00Z', finished: '2026-05-04T08:30:00Z' }),
    item({ user_id: 2, state: 'overdue', started: '2026-05-04T08:09:00Z', finished: null }),
  ])
  expect(summary).toMatchObject({
    people: 2,
    states: [
      ['finished', 2],
      ['overdue', 1],
    ],
    firstStart: '2026-05-04T08:01:00Z',
    lastEnd: '2026-05-04T09:00:00Z',
    notices: [],
    hasPdfReports: false,
  })
  expect(await summaryOf([])).toMatchObject({ people: null, firstStart: null, lastEnd: null, states: [] })
})

it('puts sentences of one kind together, and keeps what they have in common', async () => {
  const stack = (question: number, name = 'stack') =>
    `Question ${question} is of the type “${name}”, which is shown without its own styling.`
  const summary = await summaryOf([
    item({}, stack(3), stack(5), 'A picture was broken.'),
    item({}, stack(3)),
    item({}, 'Frage 7: „Ätna“ fehlt.'),
    item({}),
  ])
  expect(summary.notices).toEqual([
    ['Question … is of the type “stack”, which is shown without its own styling.', 2],
    ['A picture was broken.', 1],
    ['Frage 7: „Ätna“ fehlt.', 1],
  ])
})

it('remembers a bounded number of kinds, and says that there is more', async () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('')
  const kinds = letters.flatMap((one) => letters.map((two) => `About ${one}${two}.`))
  const summary = await summaryOf(kinds.map((kind) => item({}, kind)))
  expect(summary.notices).toHaveLength(50)
  expect(summary.otherNotices).toBe(kinds.length - 50)
})
