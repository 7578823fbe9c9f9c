import assert from 'node:assert/strict'
import { ConformanceBench } from '../conformance-bench.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertFinished, assertIntact, strayFiles } from '../expectations.ts'
import { hostileNames } from '../hostile-names.ts'
import type { SealedContents } from '../sealed-contents.ts'

const forbidden = /[<>:"\\|?*\p{Cc}\u202A-\u202E\u2066-\u2069]|[. ]$/u
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu

export const hostileNamesTheme: ConformanceTheme = {
  number: 11,
  name: 'hostile names',
  sentence: 'loses nothing and leaves no folder, whatever names the site gives',
  async check(options) {
    const filesPerItem = options.capabilities.files ? 3 : 0
    const site = options.openSite({ items: hostileNames.length, names: hostileNames, filesPerItem })
    await using bench = await ConformanceBench.open(options)
    const run = await bench.run(site)
    await assertFinished(run, 'A site with hostile names')
    assert.ok(await bench.isComplete(run), 'The archive says that something is missing.')
    await assertIntact(bench, run)
    const sealed = await bench.sealed(run)
    assert.deepEqual(strayFiles(sealed), [], 'Files of the archive belong to no item.')
    checkPaths(sealed)
    for (const { key, files } of site.items) {
      const item = sealed.items.find((candidate) => candidate.key === key)
      const kept = item?.files.filter(({ role }) => role === 'attachment').map((file) => file.sha256) ?? []
      assert.deepEqual(kept.toSorted(), files.toSorted(), `${key} has other files than were handed in.`)
    }
  },
}

function checkPaths({ files }: SealedContents): void {
  const folded = new Set<string>()
  for (const path of files.keys()) {
    for (const name of path.split('/')) {
      assert.ok(name !== '' && name !== '.' && name !== '..', `${path} leaves its folder.`)
      assert.ok(!forbidden.test(name) && !reserved.test(name), `${path} cannot be unpacked everywhere.`)
      assert.ok(Buffer.byteLength(name) <= 255, `${path} has a name that is too long.`)
    }
    const twin = path.normalize('NFC').toLowerCase()
    assert.ok(!folded.has(twin), `${path} has a twin that differs in case or form only.`)
    folded.add(twin)
  }
}
