import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { createHttpServer } from '@muniment/server'
import { publint } from 'publint'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openCore, openWorkspace } from '../support/open-muniment.ts'
import { openScriptedCore } from '../support/open-scripted-core.ts'

const run = promisify(execFile)
const workspace = join(import.meta.dirname, '../..')
const sdkFolder = join(workspace, 'packages/sdk')
const installed = 'node_modules/@muniment/sdk'
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muniment-consumer-'))
  await packSdk(folder)
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? ''
  await run('tar', ['-xzf', tarball], { cwd: folder })
  await mkdir(join(folder, 'node_modules/@muniment'), { recursive: true })
  await rename(join(folder, 'package'), join(folder, installed))
  await copyFile(join(import.meta.dirname, 'consumer.ts'), join(folder, 'consumer.ts'))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', type: 'module' }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Packs as it is published, by the pnpm that runs the tests or, started without it, by one that npx finds. */
async function packSdk(destination: string): Promise<void> {
  const running = process.env['npm_execpath']
  const packing = ['pack', '--pack-destination', destination]
  if (running?.includes('pnpm')) await run(running, packing, { cwd: sdkFolder })
  else await run('npx', ['--yes', 'pnpm@12', ...packing], { cwd: sdkFolder, shell: process.platform === 'win32' })
}

/** Compiles the consumer as strictly as it goes, the SDK's own types included. */
async function compile(options: Record<string, unknown>, include: readonly string[] = ['consumer.ts']): Promise<void> {
  const compilerOptions = {
    strict: true,
    skipLibCheck: false,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    target: 'es2022',
    module: 'nodenext',
    types: ['node'],
    typeRoots: [join(workspace, 'node_modules/@types')],
    ...options,
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }))
  const compiler = join(workspace, 'node_modules/typescript/bin/tsc')
  await run(process.execPath, [compiler, '-p', folder], { cwd: folder }).catch((error: { stdout?: string }) => {
    throw new Error(error.stdout, { cause: error })
  })
}

test('the package needs nothing else', async () => {
  const facts = JSON.parse(await readFile(join(folder, installed, 'package.json'), 'utf8'))
  expect(facts).not.toHaveProperty('dependencies')
  expect(facts).not.toHaveProperty('peerDependencies')
  expect(JSON.stringify(facts.exports)).not.toContain('src/')
  const out = join(folder, installed, 'out')
  const declarations = (await readdir(out)).filter((name) => /\.d\.c?ts$/u.test(name))
  expect(declarations).toContain('index.d.ts')
  // What is not in the package itself would have to be installed.
  for (const name of declarations) {
    expect(await readFile(join(out, name), 'utf8'), name).not.toMatch(/\bfrom ['"](?!\.\/)|\bimport\(/u)
  }
})

test('what judges published packages finds nothing to say', async () => {
  const { messages } = await publint({ pkgDir: join(folder, installed), pack: false, strict: true })
  expect(messages).toEqual([])
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? ''
  const analysis = await checkPackage(createPackageFromTarballData(await readFile(join(folder, tarball))))
  expect(analysis.types).toMatchObject({ kind: 'included' })
  const problems = 'problems' in analysis ? analysis.problems : []
  // `node10` is how Node resolved before version 12, which knew no entries beside the first.
  expect(problems.filter((problem) => !('resolutionKind' in problem && problem.resolutionKind === 'node10'))).toEqual(
    [],
  )
})

test('it is small', async () => {
  const code = await readFile(join(folder, installed, 'out/index.js'))
  const shared = await Promise.all(
    Array.from(code.toString('utf8').matchAll(/from ['"]\.\/([^'"]+)['"]/gu), ([, name = '']) =>
      readFile(join(folder, installed, 'out', name)),
    ),
  )
  const most = 40 * 1000
  expect(gzipSync(Buffer.concat([code, ...shared])).length).toBeLessThan(most)
})

test('a service compiles against it and archives an activity with it', async () => {
  await compile({ outDir: 'built' })
  await using scripted = await openScriptedCore()
  await using server = await createHttpServer(scripted.core, { apiKeys: ['a-key-that-is-long-enough'] })
  const program = join(folder, 'built/consumer.js')
  const { stdout } = await run(process.execPath, [program, server.url, 'a-key-that-is-long-enough'], { cwd: folder })
  expect(JSON.parse(stdout)).toEqual({
    state: 'finished',
    entries: true,
    whole: true,
    refused: 'not_found',
    created: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u),
  })
})

/** Of the course, what is archived in seconds. */
function onlyFewActivities(functionName: string, answer: unknown): unknown {
  if (functionName !== 'core_course_get_contents' || !Array.isArray(answer)) return answer
  const sections: readonly { readonly modules: readonly { readonly modname: string }[] }[] = answer
  return sections.map((section) => ({
    ...section,
    modules: section.modules.filter(({ modname }) => ['quiz', 'choice'].includes(modname)),
  }))
}

test('the examples do what they say, and one watches through a restart of the server', async () => {
  const examples = join(sdkFolder, 'examples')
  const names = (await readdir(examples)).filter((name) => name.endsWith('.ts'))
  for (const name of names) await copyFile(join(examples, name), join(folder, name))
  await compile({ outDir: 'built', exactOptionalPropertyTypes: true }, names)
  await using workspaceFolder = await openWorkspace()
  await using moodle = await startSampleMoodle({ latencyMs: 20, alterAnswer: onlyFewActivities })
  const options = { apiKeys: ['a-key-that-is-long-enough'] }
  let core = await openCore(workspaceFolder.path)
  await core.start()
  let server = await createHttpServer(core, options)
  const environment = {
    ...process.env,
    MUNIMENT_URL: server.url,
    MUNIMENT_API_KEY: 'a-key-that-is-long-enough',
    MOODLE_URL: moodle.url,
    MOODLE_TOKEN: moodle.token,
  }
  const start = (name: string, ...args: readonly string[]) => {
    const child = execFile(process.execPath, [join(folder, 'built', `${name}.js`), ...args], {
      cwd: workspaceFolder.path,
      env: environment,
    })
    let said = ''
    child.stdout?.on('data', (text: string) => (said += text))
    child.stderr?.on('data', (text: string) => (said += text))
    return { child, said: () => said, ended: once(child, 'exit').then(([code]: (number | null)[]) => ({ code, said })) }
  }

  const archiving = start('archive-a-quiz', 'ASTRO-1', 'Stars & Planets: final quiz')
  await expect.poll(() => archiving.said(), { timeout: 30_000 }).toMatch(/^running: [1-9]/mu)
  await server[Symbol.asyncDispose]()
  await core[Symbol.asyncDispose]()
  core = await openCore(workspaceFolder.path)
  await core.start()
  server = await createHttpServer(core, { ...options, port: Number(new URL(environment.MUNIMENT_URL).port) })
  const archived = await archiving.ended
  expect(archived).toMatchObject({ code: 0, said: expect.stringMatching(/\.zip is intact\.\n$/u) })
  // Told once each, though the connection was lost in between.
  const lines = archived.said.split('\n').filter((line) => /archived|sealed/iu.test(line))
  expect(new Set(lines).size).toBe(lines.length)

  const watching = start('watch-everything')
  const nightly = await start('archive-what-changed').ended
  expect(nightly.code, nightly.said).toBe(0)
  expect(nightly.said).toContain('.zip')
  expect(nightly.said).not.toContain('final quiz:')
  await expect.poll(() => watching.said(), { timeout: 30_000 }).toMatch(/ finished /u)
  watching.child.kill('SIGINT')
  await watching.ended
  await server[Symbol.asyncDispose]()
  await core[Symbol.asyncDispose]()
}, 120_000)

test('it compiles with the types of a browser instead of those of Node', async () => {
  const browser = (await readFile(join(import.meta.dirname, 'consumer.ts'), 'utf8')).replace(
    'process.argv.slice(2)',
    "['', '']",
  )
  await writeFile(join(folder, 'consumer.ts'), browser)
  await compile({
    types: [],
    lib: ['es2023', 'dom', 'dom.iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    noEmit: true,
  })
})

test('it can be required from CommonJS', async () => {
  const script = "console.log(typeof require('@muniment/sdk').createMunimentClient)"
  const { stdout } = await run(process.execPath, ['--input-type=commonjs', '-e', script], { cwd: folder })
  expect(stdout.trim()).toBe('function')
})

test('the example of the README compiles', async () => {
  const readme = await readFile(join(sdkFolder, 'README.md'), 'utf8')
  const example = /```ts\n(?<code>.*?)```/su.exec(readme)?.groups?.['code'] ?? ''
  expect(example).toContain('archiveActivity')
  await writeFile(join(folder, 'consumer.ts'), example)
  await compile({ noEmit: true, exactOptionalPropertyTypes: false })
})
