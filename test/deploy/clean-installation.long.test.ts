import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { openWorkspace } from '../support/open-muniment.ts'

/**
 * The steps of the Dockerfile without an engine: the sources alone, `deploy/build-app.sh`, then what its last stage says
 * (environment, user, command) with a data folder and a program that its user may not change.
 */

const repository = join(import.meta.dirname, '../..')

test('what the Dockerfile does gives a server that starts, is ready, and drains', async () => {
  await using workspace = await openWorkspace()
  await chmod(workspace.path, 0o711)
  const within = (name: string): string => join(workspace.path, name)
  const [source, app, data] = [within('source'), within('app'), within('data')]
  await copySources(source)
  const dockerfile = await readFile(join(repository, 'deploy/Dockerfile'), 'utf8')
  expect(dockerfile).toContain('RUN ["sh", "deploy/build-app.sh", "/app"]')
  const built = spawnSync('sh', ['deploy/build-app.sh', app], { cwd: source, encoding: 'utf8' })
  expect(built.status, built.stdout + built.stderr).toBe(0)
  expect(await readdir(app)).toEqual(expect.arrayContaining(['LICENSE', 'THIRD-PARTY-NOTICES.md', 'bin', 'dist']))

  await mkdir(data, { mode: 0o700 })
  const user = await otherUser(data)
  const port = await freePort()
  const environment = { ...environmentOf(dockerfile), MUNIMENT_DATA: data, MUNIMENT_LISTEN_PORT: String(port) }
  for (let start = 0; start < 2; start++) {
    const server = spawn(process.execPath, ['bin/muniment.mjs', 'serve'], { cwd: app, env: environment, ...user })
    const ended = once(server, 'exit')
    await saying(server.stderr, 'Muniment serves.')
    // The web app is there too.
    for (const address of ['healthz', 'readyz', '']) {
      expect((await fetch(`http://127.0.0.1:${port}/${address}`)).status).toBe(200)
    }
    server.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  }
  expect((await stat(join(data, 'secret.key'))).mode & 0o077).toBe(0)
})

/** What git knows, as a build context has it. */
async function copySources(target: string): Promise<void> {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
  })
  for (const path of listed.stdout.split('\0').filter(Boolean)) {
    await cp(join(repository, path), join(target, path), { recursive: true })
  }
}

function environmentOf(dockerfile: string): Record<string, string> {
  const said = /^ENV (?<pairs>(?:.*\\\n)*.*)$/mu.exec(dockerfile)?.groups?.['pairs'] ?? ''
  return Object.fromEntries([...said.matchAll(/(\w+)=(\S+)/gu)].map(([, name = '', value = '']) => [name, value]))
}

/** As root we can be somebody else, who may not change the program. */
async function otherUser(data: string): Promise<{ readonly uid?: number; readonly gid?: number }> {
  if (process.getuid?.() !== 0) return {}
  const nobody = 65_534
  await chown(data, nobody, nobody)
  return { uid: nobody, gid: nobody }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new TypeError('There is no free port.')
  return address.port
}

async function saying(stream: Readable, words: string): Promise<void> {
  let said = ''
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    said += String(chunk)
    if (said.includes(words)) return
  }
  throw new Error(`It ended without saying “${words}”:\n${said}`)
}
