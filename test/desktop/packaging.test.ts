import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { extractAll, getRawHeader, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builderConfiguration } from '../../apps/desktop/packaging/builder-configuration.ts'

const run = promisify(execFile)
const workspace = join(import.meta.dirname, '../..')
const minutes = 60_000
/** The stand-in for Electron is one of Linux. */
const isElsewhere = process.platform !== 'linux'
let folder = ''
let resources = ''
let program = ''

/**
 * The app is packed as for people, but with a stand-in for Electron's program, which cannot be downloaded everywhere: a
 * file with the fuses of Electron 45 in it.
 */
beforeAll(async () => {
  if (isElsewhere) return
  folder = await mkdtemp(join(tmpdir(), 'muniment-packaging-'))
  const electronDist = join(folder, 'electron')
  await mkdir(join(electronDist, 'resources'), { recursive: true })
  await mkdir(join(electronDist, 'locales'))
  await writeFile(join(electronDist, 'electron'), `a program${fuseSentinel}\u{1}\u{9}111111111`)
  await chmod(join(electronDist, 'electron'), 0o755)
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'version']) await writeFile(join(electronDist, file), '')
  const env = { ...process.env, MUNIMENT_ELECTRON_DIST: electronDist, MUNIMENT_PACKAGE_OUTPUT: join(folder, 'made') }
  await pnpm(['--filter', '@muniment/desktop', 'run', 'package', '--dir'], env)
  resources = join(folder, 'made/linux-unpacked/resources')
  program = join(folder, 'made/linux-unpacked/muniment-desktop')
}, 5 * minutes)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Where programs of Electron keep their fuses (electron/fuses). */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

async function pnpm(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const running = process.env['npm_execpath']
  const options = { cwd: workspace, env, maxBuffer: 64 * 1024 * 1024 }
  if (running?.includes('pnpm')) await run(running, args, options)
  else await run('npx', ['--yes', 'pnpm@12', ...args], options)
}

test.skipIf(isElsewhere)(
  'the fuses are set: Electron serves nothing but the app, from an archive that is whole',
  async () => {
    const wire = await getCurrentFuseWire(program)
    const isOn = (fuse: FuseV1Options): boolean => wire[fuse] === FuseState.ENABLE
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      cookiesEncrypted: isOn(FuseV1Options.EnableCookieEncryption),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      snapshot: isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      // The engine starts typesetters by it; see the README of the app.
      runAsNode: true,
      cookiesEncrypted: true,
      nodeOptions: false,
      inspect: false,
      asarIntegrity: true,
      onlyFromAsar: true,
      snapshot: false,
      fileProtocol: false,
    })
  },
)

test.skipIf(isElsewhere)(
  'the archive holds the app and its libraries, each file with its hashes, and nothing of the workspace',
  () => {
    const archive = join(resources, 'app.asar')
    const files = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'))
    for (const file of ['main/main.js', 'main/utility.js', 'preload/preload.cjs', 'renderer/index.html']) {
      expect(files).toContain(`/out/${file}`)
    }
    const own = files.filter((file) => !file.startsWith('/node_modules') && !file.startsWith('/out'))
    expect(own).toEqual(['/package.json'])
    expect(files.filter((file) => /\.(?:ts|tsx|map|md)$|\/testing\/.*\.test\.|\.env|\.pem$/u.test(file))).toEqual([])
    const withoutHash: string[] = []
    collect(getRawHeader(archive).header, '', (path, entry) => {
      if (entry.integrity === undefined && entry.link === undefined) withoutHash.push(path)
    })
    expect(withoutHash).toEqual([])
  },
)

test.skipIf(isElsewhere)('its size stays in view', async () => {
  const { headerSize, header } = getRawHeader(join(resources, 'app.asar'))
  let size = headerSize
  collect(header, '', (_path, entry) => void (size += entry.size ?? 0))
  // 190 MB when this was written; typefaces for all scripts and the typesetter's program are two thirds of it.
  expect(size / 1e6).toBeLessThan(200)
})

test.skipIf(isElsewhere)(
  'what is packed works: it opens a library and sets a report of every kind of block',
  async () => {
    const extracted = join(folder, 'extracted')
    extractAll(join(resources, 'app.asar'), extracted)
    const typeset = join(extracted, 'typeset.mjs')
    await writeFile(typeset, typesetting)
    const { stdout } = await run(process.execPath, [typeset, join(folder, 'data')])
    expect(stdout.trim().split('\n')).toEqual(['%PDF-', '0 function'])
  },
  2 * minutes,
)

const typesetting = `
import { createCore } from '@muniment/core'
import { serveMessagePort } from '@muniment/server'
import { createTypstTypesetter, everyKindRequest } from '@muniment/core/testing'
const typesetter = await createTypstTypesetter({ processes: 1 })
const { pdf } = await typesetter.typeset(everyKindRequest)
console.log(Buffer.from(pdf.subarray(0, 5)).toString())
await typesetter[Symbol.asyncDispose]()
const core = await createCore({ dataFolder: process.argv[2], secretKey: new Uint8Array(32), version: '1.0.0' })
console.log((await core.tasks.all.page()).entries.length, typeof serveMessagePort)
await core[Symbol.asyncDispose]()
`

test('installers for each system, with our addresses and files, and news of new versions only where somebody said so', async () => {
  const options = { output: '/made', resources: '/packaging', electronVersion: '45.4.1' }
  const configuration = builderConfiguration(options)
  expect(configuration).toMatchObject({
    linux: { target: ['AppImage', 'deb'] },
    mac: { target: ['dmg'], hardenedRuntime: true, notarize: false },
    win: { target: ['nsis'] },
    protocols: [{ schemes: ['muniment'] }],
    fileAssociations: [{ ext: 'mbz' }],
    publish: null,
  })
  expect(
    builderConfiguration({ ...options, updateAddress: 'https://downloads.example/', updateChannel: 'beta' }),
  ).toMatchObject({
    publish: { provider: 'generic', url: 'https://downloads.example/', channel: 'beta' },
  })
  const icon = await readFile(join(workspace, 'apps/desktop/packaging/icon.png'))
  expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([1_024, 1_024])
})

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>
  readonly size?: number
  readonly link?: string
  readonly integrity?: unknown
}

function collect(entry: Entry, path: string, onFile: (path: string, entry: Entry) => void): void {
  if (!entry.files) return onFile(path, entry)
  for (const [name, below] of Object.entries(entry.files)) collect(below, `${path}/${name}`, onFile)
}
