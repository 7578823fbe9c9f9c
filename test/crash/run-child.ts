import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { text } from 'node:stream/consumers'
import type { ChildWork } from './archive-in-child.ts'

/** How a program that is traced ended. */
export interface EndedChild {
  /** Null if it was killed. */
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface ChildOptions {
  /** `before|half|after <step>#<how often>`: where it is killed. */
  readonly crashAt?: string
  /** File to which its steps are written. */
  readonly trace?: string
  /** Kills it after so many milliseconds. */
  readonly killAfterMs?: number
}

/** Starts the archiving program with its steps traced, and waits for its end. */
export async function runChild(
  folder: string,
  work: ChildWork,
  { crashAt, trace, killAfterMs }: ChildOptions = {},
): Promise<EndedChild> {
  const tracer = pathToFileURL(join(import.meta.dirname, 'trace-steps.ts')).href
  const program = join(import.meta.dirname, 'archive-in-child.ts')
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', tracer, program, JSON.stringify(work)],
    {
      env: {
        PATH: process.env['PATH'],
        CRASH_FOLDER: folder,
        ...(crashAt !== undefined && { CRASH_AT: crashAt }),
        ...(trace !== undefined && { CRASH_TRACE: trace }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  clearTimeout(timer)
  return { exitCode, stdout, stderr }
}
