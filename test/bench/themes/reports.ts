import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createTypstTypesetter, renderReportHtml } from '@muniment/core/testing'
import { openWorkspace } from '../../support/open-muniment.ts'
import { millisecondsOf, type BenchOptions, type Measurement } from '../measurement.ts'
import { readAttempts, type ReadAttempt } from '../sample-reports.ts'
import { siteKinds } from '../sites.ts'

const run = promisify(execFile)
const attempts = 24
const goal = 50
/** Fewer, for they take long. */
const pagesPrinted = 8

/**
 * A report of an attempt as we make it, from the review that was read to PDF/A-3a, against a fresh page of a browser
 * that prints and a Ghostscript that makes PDF/A of it. The page is our own HTML copy of the same report: a page of
 * Moodle has scripts, fonts and styles besides. Both work at one attempt a core.
 */
export async function reports({ say }: BenchOptions): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = []
  for (const kind of siteKinds) {
    say(`reports of ${kind.name}`)
    await using site = await kind.start({ attempts })
    const read = await readAttempts(site, attempts)
    const { ours, pages } = await makeOurs(read)
    const browser = await makeWithBrowser(pages)
    const fast = `${ours.toFixed(0)} ms a report`
    const what = `report and typesetting, ${kind.name}`
    measurements.push(
      typeof browser === 'string'
        ? { theme: 'reports', what, measured: fast, against: browser }
        : {
            theme: 'reports',
            what,
            measured: fast,
            against: `browser page + Ghostscript: ${browser.toFixed(0)} ms`,
            ratio: `${(browser / ours).toFixed(1)} times faster`,
            goal: `${goal} times`,
            reached: browser / ours >= goal,
          },
    )
  }
  return measurements
}

async function makeOurs(read: readonly ReadAttempt[]): Promise<{ readonly ours: number; readonly pages: string[] }> {
  await using typesetter = await createTypstTypesetter()
  const pages: string[] = []
  const make = async ({ compose }: ReadAttempt): Promise<void> => {
    const { document, assets, record } = await compose()
    const json = new TextEncoder().encode(JSON.stringify(record))
    const source = { fileName: 'attempt.json', description: 'The data', json }
    const { formulas } = await typesetter.typeset({ document, assets, paperSize: 'A4', source })
    pages.push(renderReportHtml(document, assets, formulas))
  }
  // All processes are warm, as in a pool that lasts.
  await oneACore(read, make)
  pages.length = 0
  const milliseconds = await millisecondsOf(() => oneACore(read, make))
  return { ours: milliseconds / read.length, pages }
}

/** Milliseconds an attempt, or why it could not be measured. */
async function makeWithBrowser(pages: readonly string[]): Promise<number | string> {
  if (!(await run('gs', ['--version']).catch(() => undefined))) return 'skipped: no Ghostscript (gs) is installed'
  const printer = await openPrinter().catch(() => undefined)
  if (!printer) return 'skipped: no Chromium can be started'
  await using workspace = await openWorkspace()
  const some = pages.slice(0, pagesPrinted).entries().toArray()
  const print = async ([index, html]: [number, string]): Promise<void> => {
    const printed = join(workspace.path, `${index}.pdf`)
    await writeFile(printed, await printer.print(html))
    await run('gs', [...toPdfA, `-sOutputFile=${printed}.a.pdf`, printed])
  }
  try {
    return (await millisecondsOf(() => oneACore(some, print))) / some.length
  } finally {
    await printer.close()
  }
}

const toPdfA =
  '-dPDFA=3 -dBATCH -dNOPAUSE -dQUIET -sDEVICE=pdfwrite -sColorConversionStrategy=RGB -dPDFACompatibilityPolicy=1'.split(
    ' ',
  )

interface Printer {
  print(html: string): Promise<Uint8Array>
  close(): Promise<void>
}

/** Loaded when needed: its types are those of a browser, which the rest of this folder has nothing to do with. */
async function openPrinter(): Promise<Printer> {
  const program = new URL('../../desktop/page-printer.ts', import.meta.url)
  const module: { openPrinter(): Promise<Printer> } = await import(program.href)
  return await module.openPrinter()
}

/** Does work on all, as many at once as there are cores. */
async function oneACore<Work>(all: readonly Work[], work: (one: Work) => Promise<void>): Promise<void> {
  const left = [...all]
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
}
