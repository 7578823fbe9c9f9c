import { fork } from 'node:child_process'
import { ArchivingError } from '../errors/index.ts'
import { siblingModule } from '../sibling-module.ts'
import type { TypesetterComponent } from './report-typesetter.ts'

const timeoutMs = 60_000
const keptErrorOutput = 2000

/**
 * Asks a process of its own what reports are set with, since the compiler is never loaded into ours.
 *
 * @param workspace the empty folder that is the compiler's whole world
 * @throws ArchivingError `report_failed` if it does not tell
 */
export async function describeTypesetter(
  workspace: string,
  environment: Readonly<Record<string, string>>,
): Promise<readonly TypesetterComponent[]> {
  const module = siblingModule('./child/describe-main', import.meta.url)
  const child = fork(module, [workspace], {
    execArgv: [],
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  let errorOutput = ''
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => (errorOutput = (errorOutput + text).slice(-keptErrorOutput)))
  child.on('message', resolve).on('error', reject)
  child.on('exit', () => reject(new Error(`The process ended without an answer. ${errorOutput}`)))
  const timer = setTimeout(() => reject(new Error(`No answer within ${timeoutMs} ms.`)), timeoutMs)
  try {
    const answer = await promise
    if (Array.isArray(answer) && answer.every(isComponent)) return answer
    throw new Error('The answer is not what was expected.')
  } catch (cause) {
    const message =
      'What the reports are set with could not be found out, so the archive cannot say it. Try again later.'
    throw new ArchivingError('report_failed', message, { cause })
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
  }
}

function isComponent(value: unknown): value is TypesetterComponent {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'version' in value &&
    typeof value.version === 'string'
  )
}
