import assert from 'node:assert/strict'
import type { ArchivingContext, ItemDescription } from '../../../driver/archiving-context.ts'
import { ConformanceBench } from '../conformance-bench.ts'
import type { ConformanceSite } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'

export const listing: ConformanceTheme = {
  number: 3,
  name: 'listing',
  sentence: 'lists all items at every border of a page, in a stable order, each once, and keeps plain data with them',
  async check(options) {
    const { pageSize = 50 } = options
    await using bench = await ConformanceBench.open(options)
    for (const items of [0, 1, pageSize - 1, pageSize, pageSize + 1]) {
      const site = options.openSite({ items, filesPerItem: 0 })
      const context = await listingContext(bench, site)
      const expected = site.items.map(({ key }) => key)
      const listed = await collect(bench.driver.listItems(context))
      const keys = listed.map(({ key }) => key)
      assert.deepEqual(keys, expected, `Of ${items} items, others were listed, or in another order.`)
      assert.equal(new Set(keys).size, keys.length, 'Two items have the same key.')
      for (const item of listed) checkItem(item)
      const again = await collect(bench.driver.listItems(context))
      assert.deepEqual(again, listed, 'A second listing of the same data differs.')
      for await (const _first of bench.driver.listItems(context)) break
      assert.deepEqual(bench.watch.openHandles, [], 'A listing that was broken off left these open.')
    }
  },
}

function checkItem(item: ItemDescription): void {
  assert.match(item.key, /^\S+$/u, 'The key of an item is empty or has spaces.')
  assert.notEqual(item.title.trim(), '', `${item.key} has no title.`)
  assert.deepEqual(JSON.parse(JSON.stringify(item.data)), item.data, `The data of ${item.key} are not plain JSON.`)
}

async function collect(items: AsyncIterable<ItemDescription>): Promise<readonly ItemDescription[]> {
  const collected: ItemDescription[] = []
  for await (const item of items) collected.push(item)
  return collected
}

/** What a driver gets to list the items of a site's activity. */
export async function listingContext(bench: ConformanceBench, site: ConformanceSite): Promise<ArchivingContext> {
  const task = await bench.create(site)
  return {
    task,
    settings: task.settings,
    source: site.source,
    signal: new AbortController().signal,
    log: { info: () => {}, warn: () => {} },
    pseudonymOf: (subject) => bench.engine.ports.pseudonymOf(subject),
  }
}
