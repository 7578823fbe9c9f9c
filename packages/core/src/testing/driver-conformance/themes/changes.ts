import assert from 'node:assert/strict'
import { ConformanceBench } from '../conformance-bench.ts'
import type { DriverConformanceOptions } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertFinished } from '../expectations.ts'
import type { SealedContents } from '../sealed-contents.ts'

export const changes: ConformanceTheme = {
  number: 6,
  name: 'changes',
  sentence: 'archives an item otherwise if its data differ, and the same if they do not',
  async check(options) {
    const { items: expectedItems } = options.openSite({ items: 2 })
    const [changed, other] = expectedItems.map(({ key }) => key)
    assert.ok(changed !== undefined, 'The site must have an item.')
    assert.ok(options.capabilities.changes.length > 0, 'Name at least one change that the site can make.')
    const before = await archive(options, undefined)
    for (const change of options.capabilities.changes) {
      const after = await archive(options, change)
      const what = `The first item’s ${change} differs`
      assert.notEqual(after.itemLines.get(changed), before.itemLines.get(changed), `${what}, and its archive does not.`)
      if (other === undefined) continue
      assert.equal(
        after.itemLines.get(other),
        before.itemLines.get(other),
        `${what}, and so does another item’s archive.`,
      )
    }
  },
}

async function archive(options: DriverConformanceOptions, change: string | undefined): Promise<SealedContents> {
  await using bench = await ConformanceBench.open(options)
  const run = await bench.run(options.openSite({ items: 2, ...(change !== undefined && { change }) }))
  await assertFinished(run, 'A site without faults')
  return await bench.sealed(run)
}
