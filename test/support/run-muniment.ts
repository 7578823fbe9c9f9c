import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'

const program = join(import.meta.dirname, '../../packages/server/bin/muniment.mjs')

/** The built command line, running. */
export interface RunningMuniment {
  readonly child: ChildProcess
  /** What it has said so far, on both outputs. */
  said(): string
  /** Resolves when it has said something that matches. Rejects if it ends before. */
  saying(pattern: RegExp): Promise<void>
  readonly ended: Promise<EndedMuniment>
}

export interface EndedMuniment {
  /** Null if a signal ended it. */
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts the command line as a person or a script would, with no terminal. */
export function startMuniment(
  args: readonly string[],
  environment: Record<string, string> = {},
  input?: string,
): RunningMuniment {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...cleanEnvironment(), ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input)
  const output = { stdout: '', stderr: '' }
  const waiting = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
      for (const check of waiting) check()
    })
  }
  const said = () => output.stdout + output.stderr
  const ended = new Promise<EndedMuniment>((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, ...output }))
  })
  return {
    child,
    said,
    ended,
    async saying(pattern) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const check = () => {
        if (pattern.test(said())) resolve()
      }
      waiting.add(check)
      check()
      void ended.then(() => reject(new Error(`It ended without saying ${pattern}:\n${said()}`)))
      await promise
      waiting.delete(check)
    },
  }
}

/** Runs the command line to its end. */
export function runMuniment(
  args: readonly string[],
  environment: Record<string, string> = {},
  input?: string,
): Promise<EndedMuniment> {
  return startMuniment(args, environment, input).ended
}

/** The environment without anything that Muniment reads. */
function cleanEnvironment(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('MUNIMENT_')))
}
