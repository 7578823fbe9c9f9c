import assert from 'node:assert/strict'
import { ArchivingError } from '../../../errors/index.ts'
import { ConformanceBench, type EndedRun } from '../conformance-bench.ts'
import type { ConformanceSite, DriverConformanceOptions } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertFinished } from '../expectations.ts'

/** Stands in causes of errors, where the real one may stand; never shown, logged or kept. */
const token = 'a7f3d0c95be24681-token'

export const privacy: ConformanceTheme = {
  number: 17,
  name: 'privacy',
  sentence: 'tells no secret in errors, log and diagnostics, and no name where none must be',
  async check(options) {
    const site = options.openSite({ items: 2 })
    await using bench = await ConformanceBench.open(options, { maximumItems: 1, maximumAttempts: 1 })
    const clean = await bench.run(site)
    await assertFinished(clean, 'A site without faults')
    const firsts = new Map(
      bench.watch.calls.filter((call) => call.of === 'source').map(({ name, number }) => [name, number]),
    )
    for (const { key } of clean.items) assertNobody(key, site, 'The key of an item')
    for (const settings of settingsOf(options)) {
      for (const [name, number] of firsts) {
        bench.watch.before = (call) => {
          if (call.number === number) throw fault(name)
        }
        const run = await bench.run(site, { settings })
        checkToken(bench, run)
        checkErrors(bench, run, site)
        if (settings === options.capabilities.anonymise) checkAnonymous(run, site)
      }
    }
  },
}

const settingsOf = ({ capabilities: { anonymise } }: DriverConformanceOptions) => (anonymise ? [{}, anonymise] : [{}])

function fault(name: string): Error {
  const address = `https://site.example/webservice/rest/server.php?wstoken=${token}&wsfunction=${name}`
  return new ArchivingError('source_unavailable', 'The site did not answer.', { cause: new Error(address) })
}

function checkToken({ engine }: ConformanceBench, { task, items, log }: EndedRun): void {
  const diagnostics = engine.diagnostics.map(({ message }) => message)
  const told = JSON.stringify([task, items, log, diagnostics])
  assert.ok(!told.includes(token), `A secret is told: ${log.find((line) => line.includes(token)) ?? ''}`)
}

/** Errors and diagnostics go to operators: they name items by their keys, and nobody. */
function checkErrors({ engine }: ConformanceBench, { task, items }: EndedRun, site: ConformanceSite): void {
  const errors = [task.status.error, ...items.map(({ error }) => error)]
  assertNobody(JSON.stringify(errors), site, 'An error')
  assertNobody(JSON.stringify(engine.diagnostics.map(({ message }) => message)), site, 'A diagnostic')
}

function checkAnonymous({ items, log }: EndedRun, site: ConformanceSite): void {
  assertNobody(JSON.stringify(items), site, 'The list of items of an anonymised archive')
  assertNobody(log.join('\n'), site, 'The log of an anonymised archive')
}

function assertNobody(text: string, { people }: ConformanceSite, what: string): void {
  const told = people.filter((name) => name !== '' && text.includes(name))
  assert.deepEqual(told, [], `${what} tells who people are.`)
}
