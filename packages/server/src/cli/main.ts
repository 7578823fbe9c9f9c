import { userInfo } from 'node:os'
import process from 'node:process'
import { wrapUnknownError } from '@muniment/core'
import { MunimentError } from '@muniment/sdk'
import { CommanderError } from 'commander'
import { readEnvironment } from '../env.ts'
import { packageVersion } from '../package-version.ts'
import { createProgram, type Run } from './create-program.ts'
import { exitCodeFor, exitCodes, type ExitCode } from './exit-codes.ts'
import type { CommonOptions, Invocation } from './invocation.ts'
import { keepHeapSmall } from './keep-heap-small.ts'
import { readSecretFrom } from './read-secret.ts'
import { Terminal } from './terminal.ts'

/** Runs the command line of this process and sets its exit code. */
export async function runCommandLine(): Promise<void> {
  keepHeapSmall()
  const interrupted = interruptSignal()
  let exitCode: ExitCode = exitCodes.finished
  const execute = async <Options extends CommonOptions>(run: Run<Options>, options: Options) => {
    exitCode = await runCommand(run, options, interrupted)
  }
  try {
    await createProgram(execute).parseAsync()
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    exitCode = error.exitCode === 0 ? exitCodes.finished : exitCodes.usage
  }
  process.exitCode = exitCode
}

async function runCommand<Options extends CommonOptions>(
  run: Run<Options>,
  options: Options,
  interrupted: AbortSignal,
): Promise<ExitCode> {
  const { stdout, stderr, stdin, platform } = process
  const terminal = new Terminal({ stdout, stderr, json: options.json === true })
  try {
    const invocation: Invocation = {
      terminal,
      stderr,
      environment: readEnvironment(),
      platform,
      version: packageVersion(),
      userName: userNameOfProcess(),
      readSecret: (question) => readSecretFrom(stdin, stderr, question),
      interrupted,
    }
    return await run(options, invocation)
  } catch (error) {
    terminal.settle()
    const known = error instanceof MunimentError ? error : wrapUnknownError(error)
    const { code, message } = known
    stderr.write(`${message}\n`)
    if (options.debug === true && error instanceof Error) stderr.write(`${describeCauses(error)}\n`)
    if (terminal.json) terminal.result({ error: { code, message } })
    return exitCodeFor(code)
  }
}

/** Who runs the command. In a container the user may have no name. */
function userNameOfProcess(): string {
  try {
    return userInfo().username
  } catch {
    // A SystemError: no entry for the user id.
    return `user ${process.getuid?.() ?? 'unknown'}`
  }
}

function describeCauses(error: Error): string {
  const cause = error.cause instanceof Error ? `\nbecause of ${describeCauses(error.cause)}` : ''
  return `${error.stack ?? error.message}${cause}`
}

/** Fires at the first Ctrl-C or request to end; a second one ends the process at once. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(exitCodes.aborted)
      controller.abort()
    })
  }
  return controller.signal
}
