import { systemErrorCode } from '../errors/wrap-unknown-error.ts'

/** Whether `error` came from the operating system (`EIO`, `EACCES`) rather than from what was read. */
export function isDiskError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && /^E[A-Z0-9]+$/u.test(systemErrorCode(error) ?? '')
}
