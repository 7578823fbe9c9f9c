import type { Diagnostic } from '@muniment/core'
import type { Screen } from './terminal.ts'

/** Writes what is for operators to standard error: errors and warnings as a line, causes only where asked for. */
export function tellDiagnostics(
  stderr: Pick<Screen, 'write'>,
  { debug, quiet }: { readonly debug: boolean; readonly quiet: boolean },
): (diagnostic: Diagnostic) => void {
  return ({ level, message, taskId, cause }) => {
    if (!debug && (quiet || level === 'debug')) return
    const task = taskId === undefined ? '' : ` (task ${taskId})`
    const because = debug && cause instanceof Error ? `\n${cause.stack ?? cause.message}` : ''
    stderr.write(`${level}: ${message}${task}${because}\n`)
  }
}
