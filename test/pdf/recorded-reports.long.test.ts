import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTypstTypesetter, everyKindRequest } from '@muniment/core/testing'
import { archiveQuiz, findQuiz, openCore, openWorkspace, type Workspace } from '../support/open-muniment.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'
import { askProgram, askVeraPdfOfFolder, flavours, isInstalled, veraPdfMissing } from './pdf-judges.ts'

/** How many attempts were recorded, whatever their state, without the trial runs of teachers. */
const recorded = { Midterm: 25, 'Weekly quiz 1': 24 } as const
/** Each quiz in one language and on one paper: which, makes no difference to how its questions are set. */
const printed = [
  { quiz: 'Midterm', settings: { language: 'de', paperSize: 'A4' } },
  { quiz: 'Weekly quiz 1', settings: { language: 'en', paperSize: 'Letter' } },
] as const
const minutes = 60_000

const missing = await veraPdfMissing()
const qpdf = await isInstalled('qpdf', '--version')
const poppler = await isInstalled('pdffonts', '-v')
if (missing !== undefined) console.log(`veraPDF is not asked about recorded reports: ${missing}.`)
if (!qpdf) console.log('qpdf is not asked about recorded reports: it is not installed.')
if (!poppler) console.log('poppler is not asked about recorded reports: it is not installed.')

describe.skipIf(!hasSharedRecordings)(
  `the reports of every recorded attempt${hasSharedRecordings ? '' : ` (skipped: ${whySkipped})`}`,
  () => {
    let workspace: Workspace
    let folder: string
    const files: string[] = []

    beforeAll(async () => {
      workspace = await openWorkspace()
      folder = await workspace.folder('reports')
      for (const { quiz, settings } of printed) files.push(...(await reportsOf(quiz, settings)))
      files.push(await setTortureDocument())
    }, 10 * minutes)
    afterAll(() => workspace[Symbol.asyncDispose]())

    async function reportsOf(quiz: string, settings: Record<string, unknown>): Promise<readonly string[]> {
      await using moodle = await startSharedStandIn()
      await using core = await openCore(await workspace.folder(`data of ${quiz}`))
      const activity = await findQuiz(core, moodle, 'HIST101', quiz)
      const { payload } = await archiveQuiz(core, activity, { ...settings, scope: { mode: 'all' } })
      const reports = Array.from(payload).filter(
        ([entry]) => entry.endsWith('.pdf') && !entry.includes('/attachments/'),
      )
      const within = await workspace.folder(path.join('reports', quiz))
      return Promise.all(
        reports.map(async ([, bytes], index) => {
          const file = path.join(within, `${index}.pdf`)
          await writeFile(file, bytes)
          return file
        }),
      )
    }

    async function setTortureDocument(): Promise<string> {
      await using typesetter = await createTypstTypesetter({ processes: 1 })
      const file = path.join(folder, 'every kind.pdf')
      await mkdir(folder, { recursive: true })
      await writeFile(file, (await typesetter.typeset(everyKindRequest)).pdf)
      return file
    }

    test('are one an attempt', () => {
      const attempts = Object.values(recorded).reduce((sum, count) => sum + count, 0)
      expect(files).toHaveLength(attempts + 1)
    })

    test.skipIf(missing !== undefined).each(flavours)(
      'all conform to the standard %s',
      async (flavour) => {
        const verdicts = await askVeraPdfOfFolder(folder, flavour)
        expect(verdicts.filter((line) => !line.startsWith('PASS'))).toEqual([])
        expect(verdicts).toHaveLength(files.length)
      },
      10 * minutes,
    )

    test.skipIf(!qpdf)(
      'are all sound to qpdf',
      async () => {
        for (const file of files) {
          expect(await askProgram('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors')
        }
      },
      5 * minutes,
    )

    test.skipIf(!poppler)(
      'are all read by poppler as tagged, and have every font within',
      async () => {
        for (const file of files) {
          expect(await askProgram('pdfinfo', [file])).toMatch(/^Tagged: +yes$/mu)
          const fonts = (await askProgram('pdffonts', [file])).trim().split('\n').slice(2)
          expect(fonts.length).toBeGreaterThan(0)
          // Columns from the right: object and generation, whether Unicode is told, subset, embedded.
          expect(fonts.filter((line) => !/ yes yes yes +\d+ +\d+$/u.test(line))).toEqual([])
        }
      },
      5 * minutes,
    )
  },
)
