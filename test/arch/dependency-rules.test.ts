import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

const repository = join(import.meta.dirname, '../..')
const require = createRequire(import.meta.url)
const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})
const configuration = z
  .object({ forbidden: z.array(z.object({ name: z.string() })) })
  .parse(require('./dependency-rules.cjs'))

/** For each rule, files of which the first one breaks it. `→` names what the first file imports. */
const planted: Readonly<Record<string, readonly string[]>> = {
  'no-cycles': [
    'packages/core/src/archive/a.ts → packages/core/src/archive/b.ts',
    'packages/core/src/archive/b.ts → packages/core/src/archive/a.ts',
  ],
  'core-is-a-leaf': ['packages/core/src/archive/a.ts → packages/server/src/b.ts'],
  'sdk-stands-alone': ['packages/sdk/src/a.ts → packages/core/src/index.ts'],
  'server-knows-core-and-sdk': ['packages/server/src/a.ts → apps/desktop/src/shared/b.ts'],
  'server-uses-the-front-door': ['packages/server/src/a.ts → packages/core/src/archive/b.ts'],
  'only-the-command-line-uses-the-sdk': ['packages/server/src/http/a.ts → packages/sdk/src/b.ts'],
  'errors-are-a-leaf': ['packages/core/src/errors/a.ts → packages/core/src/archive/b.ts'],
  'drivers-see-ports-only': [
    'packages/core/src/drivers/quiz/a.ts → packages/core/src/sources/moodle-web-services/b.ts',
  ],
  'drivers-are-strangers': ['packages/core/src/drivers/quiz/a.ts → packages/core/src/drivers/forum/b.ts'],
  'reporting-sees-ports-only': ['packages/core/src/reporting/a.ts → packages/core/src/drivers/quiz/b.ts'],
  'the-contract-knows-no-engine': ['packages/core/src/driver/a.ts → packages/core/src/tasks/b.ts'],
  'only-wiring-sees-the-database': ['packages/core/src/sources/a.ts → packages/core/src/db/b.ts'],
  'the-engine-sees-ports-only': ['packages/core/src/tasks/a.ts → packages/core/src/documents/b.ts'],
  'documents-and-pdf-know-no-product': ['packages/core/src/documents/a.ts → packages/core/src/sources/b.ts'],
  'archive-knows-no-product': ['packages/core/src/archive/a.ts → packages/core/src/pdf/b.ts'],
  'sources-know-no-product': ['packages/core/src/sources/a.ts → packages/core/src/documents/b.ts'],
  'only-wiring-loads-packages': ['packages/core/src/drivers/quiz/a.ts → packages/core/src/driver-packages/b.ts'],
  'archivers-from-elsewhere-use-the-front-door': ['test/example-archiver/src/a.ts → packages/core/src/archive/b.ts'],
  'no-test-kit-in-production': ['packages/core/src/driver/a.ts → packages/core/src/errors/b.test.ts'],
  'the-renderer-is-a-web-page': ['apps/desktop/src/renderer/a.ts → apps/desktop/src/main/b.ts'],
  'the-renderer-has-no-node': ['apps/desktop/src/renderer/a.ts → node:fs'],
  'the-preload-knows-the-contract-only': ['apps/desktop/src/preload/a.ts → apps/desktop/src/renderer/b.ts'],
  'only-the-utility-process-holds-the-server': ['apps/desktop/src/main/a.ts → packages/server/src/b.ts'],
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muniment-arch-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs the rules in a folder and tells what they refuse. */
async function cruise(where: string, targets: readonly string[]) {
  const program = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const rules = join(import.meta.dirname, 'dependency-rules.cjs')
  const args = [program, '--config', rules, '--output-type', 'json', ...targets]
  const { promise, resolve } = Promise.withResolvers<string>()
  execFile(process.execPath, args, { cwd: where, maxBuffer: 256 * 1024 * 1024 }, (_error, stdout) => resolve(stdout))
  return report.parse(JSON.parse(await promise)).summary
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

test('the sources keep all rules', async () => {
  const { violations, totalCruised } = await cruise(repository, ['packages', 'apps', 'test'])
  expect(violations.map(({ from, rule }) => `${rule.name}: ${from}`)).toEqual([])
  expect(totalCruised).toBeGreaterThan(100)
})

test('each rule has a planted violation', () => {
  expect(Object.keys(planted).toSorted()).toEqual(configuration.forbidden.map((rule) => rule.name).toSorted())
})

test.each(Object.keys(planted))('a planted violation of “%s” is caught', async (rule) => {
  const root = join(folder, rule)
  await write(join(root, 'tsconfig.base.json'), '{ "compilerOptions": { "module": "nodenext" } }')
  for (const line of planted[rule] ?? []) {
    const [from = '', to = ''] = line.split(' → ')
    const specifier = to.startsWith('node:') ? to : `${'../'.repeat(from.split('/').length - 1)}${to}`
    // A type is enough: rules hold for types, too.
    await write(join(root, from), `import type { thing } from '${specifier}'\nexport type Other = typeof thing\n`)
    if (!to.startsWith('node:') && planted[rule]?.length === 1) await write(join(root, to), 'export const thing = 1\n')
  }
  const { violations } = await cruise(root, ['.'])
  expect(violations.map((violation) => violation.rule.name)).toContain(rule)
})
