import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const workspace = join(import.meta.dirname, '../..')
const packages = ['core', 'sdk', 'server']
const minutes = 60_000
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muniment-packed-'))
  for (const name of packages) {
    await pnpm(['pack', '--pack-destination', folder], join(workspace, 'packages', name))
  }
}, 5 * minutes)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** By the pnpm that runs the tests or, started without it, by one that npx finds. */
async function pnpm(args: readonly string[], cwd: string): Promise<void> {
  const running = process.env['npm_execpath']
  if (running?.includes('pnpm')) await run(running, args, { cwd })
  else await run('npx', ['--yes', 'pnpm@12', ...args], { cwd, shell: process.platform === 'win32' })
}

test(
  'what is published installs in an empty folder, and works there',
  async () => {
    const tarballs = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
    expect(tarballs).toHaveLength(packages.length)
    const files = Object.fromEntries(
      packages.map((name) => {
        const tarball = tarballs.find((candidate) => candidate.startsWith(`muniment-${name}-`)) ?? ''
        return [`@muniment/${name}`, `file:${join(folder, tarball)}`]
      }),
    )
    const project = { name: 'empty', private: true, type: 'module', dependencies: files }
    await writeFile(join(folder, 'package.json'), JSON.stringify(project))
    // Within the packages, the others are asked for by their version, which is not published yet.
    await writeFile(join(folder, 'pnpm-workspace.yaml'), JSON.stringify({ overrides: files }))
    await pnpm(['install', '--prefer-offline', '--ignore-scripts'], folder)

    const muniment = join(folder, 'node_modules/@muniment/server/bin/muniment.mjs')
    const data = join(folder, 'data')
    const listed = await run(process.execPath, [muniment, 'tasks', '--data', data, '--json'], { cwd: folder })
    expect(JSON.parse(listed.stdout)).toBeDefined()
    const typeset = join(folder, 'typeset.mjs')
    await writeFile(typeset, typesetting)
    // Fonts, the template and the compiler came along.
    expect((await run(process.execPath, [typeset], { cwd: folder })).stdout.trim()).toBe('%PDF-')
  },
  5 * minutes,
)

const typesetting = `
import { createTypstTypesetter, everyKindRequest } from '@muniment/core/testing'
const typesetter = await createTypstTypesetter({ processes: 1 })
const { pdf } = await typesetter.typeset(everyKindRequest)
console.log(Buffer.from(pdf.subarray(0, 5)).toString())
await typesetter[Symbol.asyncDispose]()
`
