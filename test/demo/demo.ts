import { spawn } from 'node:child_process'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'

const repository = join(import.meta.dirname, '../..')
const folder = join(repository, 'demo')
const resultLine = z.object({ status: z.string(), archive: z.string().nullable() })

interface Run {
  readonly exitCode: number
  readonly stdout: string
}

/** Runs the built command line as a person would; what it says to people is shown as it is. */
async function muniment(args: readonly string[], environment: Record<string, string>): Promise<Run> {
  const program = join(repository, 'packages/server/bin/muniment.mjs')
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  const { promise, resolve } = Promise.withResolvers<number>()
  child.on('close', (code) => resolve(code ?? 1))
  return { exitCode: await promise, stdout }
}

function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Archives the sample quiz, as an instructor would archive one of a real Moodle site. */
async function demo(): Promise<number> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await using moodle = await startSampleMoodle()
  say(
    '',
    'A small sample Moodle site runs on this computer, with an invented course and its final quiz.',
    'Muniment now reads it by its web services and archives every finished attempt.',
    '',
  )
  const environment = { MUNIMENT_TOKEN: moodle.token, MUNIMENT_DATA: join(folder, 'data') }
  const quiz = 'Stars & Planets: final quiz'
  const archived = await muniment(
    [
      'archive',
      '--moodle',
      moodle.url,
      '--course',
      '7',
      '--activity',
      quiz,
      '--set',
      'htmlCopy=yes',
      '--out',
      folder,
      '--json',
    ],
    environment,
  )
  if (archived.exitCode !== 0) return archived.exitCode
  const { archive } = resultLine.parse(JSON.parse(archived.stdout))
  if (archive === null) return 1
  say('', 'Checking the archive, as anyone can at any time, without Moodle and without a network:', '')
  const verified = await muniment(['verify', archive], environment)
  say(verified.stdout.trimEnd())
  if (verified.exitCode !== 0) return verified.exitCode
  explain(relative(process.cwd(), archive))
  return (await readdir(folder)).some((name) => name.endsWith('.zip')) ? 0 : 1
}

function explain(archive: string): void {
  say(
    '',
    `The sealed archive:  ${archive}`,
    '',
    'To look at it, unpack it with your file manager and open data/index.html in a browser. Inside are',
    '  data/index.html   the start page: what this is, who took part, links to every report',
    '  data/…/*.pdf      one report an attempt, as the student saw and answered it, with marks and history',
    '  data/items.csv    the same facts for a spreadsheet or a program',
    '  manifest-sha256.txt  a checksum for every file: any BagIt tool can check them',
    '',
    'To archive a quiz of your own Moodle site, put a token into MUNIMENT_TOKEN and run',
    '  npx pnpm@12 muniment archive --moodle <address> --course <short name> --activity <name> --out <folder>',
    '',
  )
}

process.exitCode = await demo()
