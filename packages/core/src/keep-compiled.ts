import { flushCompileCache } from 'node:module'

let isKept = false

/** Keeps the code that this process has compiled so far, the first time: a process that is ended by a signal must do it before. */
export function keepCompiled(): void {
  if (!isKept) flushCompileCache()
  isKept = true
}
