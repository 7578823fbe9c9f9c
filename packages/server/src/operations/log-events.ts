import type { Diagnostic } from '@muniment/core'
import { ArchivingError } from '@muniment/core'
import type { Incident } from '../request-context.ts'
import type { AnsweredRequest } from '../http/answered-request.ts'
import type { LogFields, OperatorLog } from './operator-log.ts'

/** Writes what the core tells operators. Causes, which may quote what the site sent, only in a log that tells all. */
export function logDiagnostic(log: OperatorLog, { level, message, taskId, cause }: Diagnostic): void {
  log.write(level, message, { taskId, ...errorFields(log, cause) })
}

/** Writes an error that a client was not told. */
export function logIncident(log: OperatorLog, { id, procedure, error }: Incident): void {
  log.write('error', 'Something unexpected happened.', { incident: id, procedure, ...errorFields(log, error) })
}

/** Writes that a request was answered: never its query, its address or who sent it. */
export function logRequest(log: OperatorLog, { requestId, method, route, status, seconds }: AnsweredRequest): void {
  const milliseconds = Math.round(seconds * 1_000)
  log.write(route.isProbe ? 'debug' : 'info', 'request', { requestId, method, route: route.name, status, milliseconds })
}

function errorFields(log: OperatorLog, error: unknown): LogFields {
  if (!(error instanceof Error)) return {}
  const code = error instanceof ArchivingError ? error.code : undefined
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /u.test(line))
  return {
    error: error.name,
    code,
    where: frames?.[0]?.trim(),
    ...(log.writes('debug') && { detail: error.stack ?? error.message }),
  }
}
