import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const repository = join(import.meta.dirname, '../..')
const read = (path: string) => readFile(join(repository, path), 'utf8')

/** Blocks of code of a language in the README that shows how to write an archiver. */
async function blocksOf(language: string): Promise<string[]> {
  const readme = await read('packages/core/README.md')
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gmsu'))].map((match) => match[1] ?? '')
}

test.each(['glossary-archiver.ts', 'glossary-answers.ts', 'testing/conformance.test.ts'])(
  'the README shows %s as it is tested',
  async (name) => {
    expect(await blocksOf('ts')).toContain(await read(`test/example-archiver/src/${name}`))
  },
)

test('the README shows the package.json as it is packed', async () => {
  const shown: unknown[] = (await blocksOf('json')).map((block) => JSON.parse(block))
  expect(shown).toContainEqual(JSON.parse(await read('test/example-archiver/package.json')))
})
