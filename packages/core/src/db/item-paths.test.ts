import { rm, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { additionalFilesFolder } from '../archive/additional-files.ts'
import { createPathGuard } from '../archive/path-guard.ts'
import { longestItemPathLength, toSafePath } from '../archive/safe-path.ts'
import { testDatabaseServer } from '../testing/open-test-database.ts'
import { openTestEngine, testActivity, type TestEngine } from '../testing/open-test-engine.ts'

let folder = ''
let muniment: TestEngine
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muniment-paths-'))
  muniment = await openTestEngine(folder)
})
afterAll(async () => {
  await muniment[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

type Place = readonly [folder: string, fileName: string]

/** Paths of items that are listed in this order, a few at a time. */
async function pathsOf(places: readonly Place[], batch = 50): Promise<readonly string[]> {
  const { id } = await muniment.driver.createTask(testActivity)
  const items = places.map(([itemFolder, fileName], index) => ({
    key: `item-${index}`,
    title: '',
    folder: itemFolder,
    fileName,
    data: null,
  }))
  for (let start = 0; start < items.length; start += batch) {
    await muniment.ports.items.add({ taskId: id, owner: null }, items.slice(start, start + batch))
  }
  return (await muniment.ports.items.page(id, { limit: 500 })).entries.map(({ path }) => path)
}

test.each<readonly [string, readonly Place[], readonly string[]]>([
  [
    'a folder keeps the spelling of its first item',
    [
      ['Van Dyk', 'a'],
      ['van dyk', 'b'],
      ['VAN DYK/x', 'c'],
      ['Cafe\u0301', 'd'],
      ['CAFÉ', 'd'],
    ],
    ['Van Dyk/a', 'Van Dyk/b', 'Van Dyk/x/c', 'Cafe\u0301/d', 'Cafe\u0301/d (2)'],
  ],
  [
    'no folder is called as a file of an item could be',
    [
      ['', 'report'],
      ['report.pdf', 'a'],
      ['x.html/y', 'b'],
      ['', 'x'],
    ],
    ['report', 'report.pdf (2)/a', 'x.html/y/b', 'x (2)'],
  ],
  [
    'what the archive keeps at the top stays free',
    [
      ['index.html', 'a'],
      ['Items.csv', 'a'],
      ['Additional Files', 'plan'],
      ['', 'Index'],
      ['x/attachments', 'a'],
    ],
    ['index.html (2)/a', 'Items.csv (2)/a', 'Additional Files (2)/plan', 'Index (2)', 'x/attachments (2)/a'],
  ],
  [
    'a folder that is numbered does not meet one that is called so',
    [
      ['attachments', 'a'],
      ['attachments (2)', 'b'],
      ['attachments', 'c'],
    ],
    ['attachments (2)/a', 'attachments (2) (2)/b', 'attachments (2)/c'],
  ],
])('%s', async (_name, places, expected) => {
  expect(await pathsOf(places)).toEqual(expected)
  expect(await pathsOf(places, 1), 'whatever the batches').toEqual(expected)
})

test('a long path is cut, and items of one folder stay in one folder', async () => {
  const long = Array.from({ length: 5 }, () => 'Sehr langer Name einer Gruppe von Studierenden').join('/')
  const paths = await pathsOf([
    [long, 'short'],
    [long, 'a rather long name of a report that goes on and on and on until nobody reads it any more'],
  ])
  for (const path of paths) expect(path.length).toBeLessThanOrEqual(longestItemPathLength)
  const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/'))))
  expect(folders.size).toBe(1)
})

test('whatever the names, all files of all items can lie side by side', async () => {
  const name = fc.oneof(
    fc.constantFrom(
      'index',
      'a',
      'A',
      'a.pdf',
      'A.PDF',
      'a.html',
      'attachments',
      'additional files',
      'items.csv',
      'a (2)',
    ),
    fc.constantFrom('é', 'e\u0301', 'É', 'ß', 'SS', 'a\u200D', 'CON', '.', 'ı', 'I', 'ﬁ', 'FI'),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  const place = fc
    .tuple(fc.array(name, { maxLength: 3 }), name)
    .map(([names, fileName]): Place => [
      names.map((one) => toSafePath(one.replaceAll('/', '_'))).join('/'),
      toSafePath(fileName.replaceAll('/', '_')),
    ])
  await fc.assert(
    fc.asyncProperty(fc.array(place, { maxLength: 12 }), async (places) => {
      const paths = await pathsOf(places)
      const guard = createPathGuard()
      for (const own of ['activity.json', 'items.csv', 'items.jsonl', 'index.html']) guard.add(own)
      guard.add(`${additionalFilesFolder}/a.pdf`)
      for (const path of paths) {
        guard.add(`${path}.pdf`)
        guard.add(`${path}.html`)
        const slash = path.lastIndexOf('/') + 1
        guard.add(`${path.slice(0, slash)}attachments/${path.slice(slash)}/essay.pdf`)
      }
      expect(await pathsOf(places, 3)).toEqual(paths)
    }),
    // Each run asks the database some hundred times.
    { numRuns: testDatabaseServer() === undefined ? 60 : 8 },
  )
}, 60_000)
