import { ConformanceBench } from '../conformance-bench.ts'
import type { BenchChanges } from '../conformance-bench.ts'
import type { DriverConformanceOptions } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertFinished, assertSamePayload } from '../expectations.ts'
import type { SealedContents } from '../sealed-contents.ts'

const year = 365 * 24 * 60 * 60 * 1_000

export const determinism: ConformanceTheme = {
  number: 5,
  name: 'determinism',
  sentence: 'makes the same payload of the same data, whenever, in whatever order and with whatever ids of answers',
  async check(options) {
    const expected = await archive(options, 'a1', { maximumItems: 1 })
    const later = () => new Date(Date.now() + year)
    const actual = await archive(options, 'zz97', { maximumItems: 4, now: later })
    assertSamePayload(actual, expected, 'The same data, a year later, several items at once, other ids in answers')
  },
}

async function archive(
  options: DriverConformanceOptions,
  volatile: string,
  changes: BenchChanges,
): Promise<SealedContents> {
  await using bench = await ConformanceBench.open(options, changes)
  const run = await bench.run(options.openSite({ items: 4, volatile }))
  await assertFinished(run, 'A site without faults')
  return await bench.sealed(run)
}
