import { existsSync } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const repository = join(import.meta.dirname, '../..')

async function findDocuments(): Promise<string[]> {
  const found: string[] = []
  for await (const path of glob('**/*.md', {
    cwd: repository,
    exclude: (name) => /^(node_modules|dist|out|demo)$/u.test(name),
  })) {
    if (!path.endsWith('THIRD-PARTY-NOTICES.md')) found.push(path)
  }
  return found.toSorted()
}

const documents = await findDocuments()

test('there are READMEs to check', () => {
  expect(documents.length).toBeGreaterThan(8)
})

describe.each(documents)('%s', (path) => {
  test('every file that it points to exists', async () => {
    const text = await readFile(join(repository, path), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/gu)].map((match) => match[1] ?? '')
    const missing = links.filter((link) => !existsSync(join(repository, dirname(path), link)))
    expect(missing).toEqual([])
  })

  test('every path of the repository that it names exists', async () => {
    const text = await readFile(join(repository, path), 'utf8')
    const named = [...text.matchAll(/`((?:packages|apps|test)\/[\w./-]+)`/gu)].map((match) => match[1] ?? '')
    const missing = named.filter((name) => !existsSync(join(repository, name)))
    expect(missing.map((name) => relative(repository, join(repository, name)))).toEqual([])
  })

  test('every script that it tells to run exists', async () => {
    const text = await readFile(join(repository, path), 'utf8')
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(
      await readFile(join(repository, 'package.json'), 'utf8'),
    )
    const told = [...text.matchAll(/npx pnpm@12 ([a-z][\w:-]*)/gu)].map((match) => match[1] ?? '')
    const known = new Set([...Object.keys(scripts), 'install'])
    expect(told.filter((script) => !known.has(script))).toEqual([])
  })
})
