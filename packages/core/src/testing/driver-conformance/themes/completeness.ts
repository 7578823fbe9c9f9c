import assert from 'node:assert/strict'
import { verifyArchive } from '../../../archive/verify-archive.ts'
import type { ListedItem } from '../../../archive/read-items.ts'
import { ConformanceBench, type EndedRun } from '../conformance-bench.ts'
import type { ConformanceSite, DriverConformanceOptions, ExpectedItem } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertFinished, assertIntact, strayFiles } from '../expectations.ts'
import type { SealedContents } from '../sealed-contents.ts'

export const completeness: ConformanceTheme = {
  number: 4,
  name: 'completeness',
  sentence: 'archives each item with its report and its files byte for byte, and nothing else',
  async check(options) {
    const site = options.openSite({ items: 3, filesPerItem: options.capabilities.files ? 2 : 0 })
    await using bench = await ConformanceBench.open(options)
    const run = await bench.run(site)
    await assertFinished(run, 'A site without faults')
    const sealed = await checkArchive(bench, site, run)
    for (const expected of site.items) checkWords(expected, sealed)
    if (options.openTypesetter) await checkWithTypesetter(options, site)
  },
}

async function checkArchive(bench: ConformanceBench, site: ConformanceSite, run: EndedRun): Promise<SealedContents> {
  assert.ok(await bench.isComplete(run), 'The archive of a site without faults says that something is missing.')
  await assertIntact(bench, run)
  const sealed = await bench.sealed(run)
  const keys = (items: readonly { readonly key: string }[]) => items.map(({ key }) => key).toSorted()
  assert.deepEqual(keys(sealed.items), keys(site.items), 'The archive has other items than the site.')
  assert.deepEqual(strayFiles(sealed), [], 'Files of the archive belong to no item.')
  for (const expected of site.items) checkFiles(expected, itemOf(expected, sealed))
  return sealed
}

function checkFiles({ key, files }: ExpectedItem, item: ListedItem): void {
  const attachments = item.files.filter(({ role }) => role === 'attachment').map((file) => file.sha256)
  assert.deepEqual(attachments.toSorted(), files.toSorted(), `${key} has other files than were handed in.`)
  assert.equal(item.files.filter(({ role }) => role === 'report').length, 1, `${key} needs one report.`)
}

function checkWords(expected: ExpectedItem, sealed: SealedContents): void {
  const report = itemOf(expected, sealed).files.find(({ role }) => role === 'report')
  const text = Buffer.from(sealed.files.get(`data/${report?.path}`) ?? []).toString()
  for (const words of expected.words) assert.ok(text.includes(words), `The report of ${expected.key} lacks “${words}”.`)
}

function itemOf({ key }: ExpectedItem, { items }: SealedContents): ListedItem {
  const item = items.find((candidate) => candidate.key === key)
  assert.ok(item, `The archive lacks ${key}.`)
  return item
}

/** Reports that are really set say the same as the lists, which only a deep look into them can tell. */
async function checkWithTypesetter(options: DriverConformanceOptions, site: ConformanceSite): Promise<void> {
  await using typesetter = await options.openTypesetter?.()
  if (!typesetter) return
  await using bench = await ConformanceBench.open(options, { typesetter })
  const run = await bench.run(site)
  await assertFinished(run, 'With the real typesetting system')
  const report = await verifyArchive(await bench.archivePath(run), { deep: true })
  assert.equal(report.verdict, 'intact', `The archive is not intact: ${JSON.stringify(report.findings)}`)
  assert.deepEqual(report.findings, [], 'A deep look into the archive found something.')
}
