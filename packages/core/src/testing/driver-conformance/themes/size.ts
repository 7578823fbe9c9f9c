import assert from 'node:assert/strict'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ConformanceBench } from '../conformance-bench.ts'
import type { DriverConformanceOptions } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertFinished } from '../expectations.ts'
import { listingContext } from './listing.ts'

const fileBytes = 16 * 1024 * 1024
/** A driver may hold a few chunks of a file, not the file. */
const mostHeldBytes = 1024 * 1024
/** A driver may read a page of a listing ahead, not the listing. */
const pagesAhead = 2

export const size: ConformanceTheme = {
  number: 12,
  name: 'size',
  sentence: 'hands large files and long listings on while it reads them, no faster than they are taken',
  async check(options) {
    if (options.capabilities.files) await checkFiles(options)
    await checkListing(options)
  },
}

async function checkFiles(options: DriverConformanceOptions): Promise<void> {
  await using bench = await ConformanceBench.open(options)
  const { watch } = bench
  watch.beforeSink = () => nextTurn()
  const site = options.openSite({ items: 1, fileBytes })
  const run = await bench.run(site)
  await assertFinished(run, 'A large file')
  const kept = run.items.reduce((sum, item) => sum + item.bytes, 0)
  assert.ok(kept >= fileBytes, 'The large file is not in the archive.')
  const held = Math.round(watch.mostBytesHeld / 1024)
  assert.ok(watch.mostBytesHeld <= mostHeldBytes, `Of a file of ${fileBytes / 1024} KB, ${held} KB were held at once.`)
}

async function checkListing(options: DriverConformanceOptions): Promise<void> {
  const { pageSize = 50 } = options
  const items = pageSize * (pagesAhead + 3)
  await using bench = await ConformanceBench.open(options)
  const context = await listingContext(bench, options.openSite({ items, filesPerItem: 0 }))
  bench.watch.reset()
  let taken = 0
  for await (const _item of bench.driver.listItems(context)) {
    taken++
    await nextTurn()
    const ahead = bench.watch.entriesRead - taken
    const isLast = taken === items
    assert.ok(isLast || ahead <= pagesAhead * pageSize, `${ahead} entries were read ahead of the ${taken} listed.`)
  }
}
