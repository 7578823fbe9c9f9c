import assert from 'node:assert/strict'
import { ConformanceBench } from '../conformance-bench.ts'
import type { ConformanceSite, DriverConformanceOptions } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertFinished, assertSamePayload } from '../expectations.ts'
import type { SealedContents } from '../sealed-contents.ts'

const items = 3

export const newVersion: ConformanceTheme = {
  number: 18,
  name: 'new version',
  sentence: 'lets an item be taken from the archive before if its data are the same, and only then',
  async check(options) {
    const { changes, fingerprints = false } = options.capabilities
    for (const change of [undefined, ...changes]) {
      const later = (): ConformanceSite =>
        options.openSite({ items, volatile: 'zz97', ...(change !== undefined && { change }) })
      const version = await makeVersion(options, later())
      const what = change === undefined ? 'Nothing has changed' : `The first item’s ${change} has changed`
      assertSamePayload(
        version.contents,
        await archive(options, later()),
        `${what}, and the new version is made of both`,
      )
      if (!fingerprints) continue
      // Not every activity has an item a person.
      const total = later().items.length
      const expected = change === undefined ? total : total - 1
      assert.equal(version.reused, expected, `${what}, and so many of ${total} items were taken from before.`)
    }
  },
}

interface Version {
  readonly contents: SealedContents
  readonly reused: number
}

/** Archives a site, and then what became of it, as a new version. */
async function makeVersion(options: DriverConformanceOptions, later: ConformanceSite): Promise<Version> {
  await using bench = await ConformanceBench.open(options)
  const site = options.openSite({ items, volatile: 'a1' })
  await assertFinished(await bench.run(site), 'A site without faults')
  bench.replace(site, later)
  const run = await bench.run(later, { reuseUnchanged: true })
  await assertFinished(run, 'A new version of a site without faults')
  return { contents: await bench.sealed(run), reused: run.task.status.progress.itemsReused }
}

async function archive(options: DriverConformanceOptions, site: ConformanceSite): Promise<SealedContents> {
  await using bench = await ConformanceBench.open(options)
  const run = await bench.run(site)
  await assertFinished(run, 'A site without faults')
  return await bench.sealed(run)
}
