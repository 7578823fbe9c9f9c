import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { readPdf } from '@muniment/core/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { archiveQuiz, findQuiz, openCore, openWorkspace, readRows, type Workspace } from '../support/open-muniment.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'
import {
  missingFrom,
  readRecordedAttempt,
  withoutWord,
  type RecordedAttempt,
  type RecordedSlot,
} from './recorded-attempt.ts'

const run = promisify(execFile)
const poppler = await run('pdftotext', ['-v']).then(
  () => true,
  () => false,
)

/** What a report says, of one attempt. */
interface Report {
  readonly attemptId: number
  readonly recorded: RecordedAttempt
  readonly attached: z.output<typeof attachedRecord>
  /** All text of the attached JSON, and of the pages; the second is empty without poppler. */
  readonly attachedText: string
  readonly pagesText: string
  readonly keptAnswer: string
}

const historyRow = z.looseObject({ step: z.string(), time: z.string(), action: z.string(), by: z.string() })
const attachedRecord = z.object({
  format: z.literal(2),
  questions: z.array(
    z.object({
      slot: z.number(),
      number: z.string(),
      type: z.string(),
      page: z.number(),
      answer: z.string(),
      mark: z.number().nullable().optional(),
      stateText: z.string().optional(),
      history: z.array(historyRow).default([]),
    }),
  ),
})
const archivedFiles = z.array(z.object({ path: z.string(), role: z.string() }))

/** Texts of a JSON value, keys left out. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

async function readReport(
  payload: ReadonlyMap<string, Buffer>,
  row: Readonly<Record<string, unknown>>,
  folder: string,
) {
  const attemptId = Number(row['attempt_id'])
  const files = archivedFiles.parse(row['files'])
  const bytesOf = (role: string): Buffer =>
    payload.get(files.find((file) => file.role === role)?.path ?? '') ?? Buffer.of()
  const pdf = bytesOf('report')
  const json: unknown = JSON.parse((await readPdf(pdf)).attachments[0]?.text ?? '')
  const path = join(folder, `${attemptId}.pdf`)
  await writeFile(path, pdf)
  const pages = poppler ? (await run('pdftotext', [path, '-'], { maxBuffer: 1e8 })).stdout : ''
  return {
    attemptId,
    recorded: await readRecordedAttempt(attemptId),
    attached: attachedRecord.parse(json),
    attachedText: textsIn(json).join('\n'),
    pagesText: pages,
    keptAnswer: gunzipSync(bytesOf('raw')).toString('utf8'),
  } satisfies Report
}

/** Everything of a slot that must be found, word by word. */
function wordsOfSlot({ words, entered, comment, feedback, history, files }: RecordedSlot): readonly string[] {
  return [
    ...words,
    ...entered.flatMap((text) => text.split(/\s+/)),
    ...comment,
    ...feedback,
    ...history.flat(),
    ...files,
  ]
}

/** What of a recording is missing from a text, with the place where it was. */
function lostFrom(text: string, { recorded, attemptId }: Report): readonly string[] {
  return recorded.slots.flatMap((slot) =>
    missingFrom(text, wordsOfSlot(slot)).map(
      (word) => `attempt ${attemptId}, slot ${slot.slot} (${slot.type}): ${word}`,
    ),
  )
}

describe.skipIf(!hasSharedRecordings)(
  `all recorded attempts, archived for real${hasSharedRecordings ? '' : ` (skipped: ${whySkipped})`}`,
  () => {
    const reports: Report[] = []
    let workspace: Workspace

    beforeAll(async () => {
      workspace = await openWorkspace()
      await using moodle = await startSharedStandIn()
      await using core = await openCore(await workspace.folder('core'))
      const folder = await workspace.folder('reports')
      for (const name of ['Midterm', 'Weekly quiz 1']) {
        const activity = await findQuiz(core, moodle, 'HIST101', name)
        const { payload } = await archiveQuiz(core, activity, { scope: { mode: 'all' } })
        for (const row of readRows(payload)) reports.push(await readReport(payload, row, folder))
      }
      expect(moodle.stats().missCount).toBe(0)
    }, 240_000)

    afterAll(() => workspace[Symbol.asyncDispose]())

    test('there is a report of each, in every state', () => {
      expect(reports.map(({ attemptId }) => attemptId).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 49 }, (_, index) => index + 1),
      )
    })

    test('the attached data hold every answer, comment, feedback, history step and file name', () => {
      expect(reports.flatMap((report) => lostFrom(report.attachedText, report))).toEqual([])
    })

    test.skipIf(!poppler)('and so do the pages, read with poppler', () => {
      expect(reports.flatMap((report) => lostFrom(report.pagesText, report))).toEqual([])
    })

    test('every question is in its place, with its number, page, mark, state, answer and steps', () => {
      for (const { recorded, attached } of reports) {
        expect(attached.questions).toHaveLength(recorded.slots.length)
        for (const [index, slot] of recorded.slots.entries()) {
          const question = attached.questions[index]
          expect(question).toMatchObject({ slot: slot.slot, number: slot.number, type: slot.type, page: slot.page + 1 })
          expect(question?.mark).toBe(slot.mark === '' ? null : Number(slot.mark))
          expect(question?.stateText).toBe(slot.state)
          for (const entered of slot.entered) expect(question?.answer).toContain(entered.trimEnd())
          expect(question?.history).toHaveLength(slot.history.length)
          for (const [step, words] of slot.history.entries()) {
            expect(missingFrom(textsIn(question?.history[step]).join('\n'), words)).toEqual([])
          }
        }
      }
    })

    test('a report that has lost a word is found out, wherever the word is', () => {
      const report = reports.find(({ attemptId }) => attemptId === 2) ?? expect.unreachable()
      for (const slot of report.recorded.slots) {
        const [longest = ''] = wordsOfSlot(slot).toSorted((one, other) => other.length - one.length)
        expect(lostFrom(withoutWord(report.attachedText, longest), report)).not.toEqual([])
        if (poppler) expect(lostFrom(withoutWord(report.pagesText, longest), report)).not.toEqual([])
      }
    })

    test('the site’s own answer lies beside each, without secrets and without ids that change', () => {
      for (const { keptAnswer, attemptId } of reports) {
        expect(keptAnswer).toContain(`"arguments":{"attemptid":${attemptId},"page":-1}`)
        expect(keptAnswer).not.toMatch(/6b03[0-9a-f]{9}|sesskey=\w|wstoken=\w|\/1795397071\//)
      }
    })
  },
)
