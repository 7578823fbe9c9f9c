import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import process from 'node:process'
import { systemErrorCode } from './errors/index.ts'

/** Names this process, and this start of the engine in it, among all that may share a database. */
export function ownerName(startId: string): string {
  return `${computerName()}/${process.pid}/${startId}`
}

/** Where a number of a process means that process: containers of one computer may share its name, but count for themselves. */
export function computerName(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    // Only Linux tells; elsewhere containers have computers of their own.
    return hostname()
  }
}

/**
 * Whether the process that an owner's name names is surely gone: it was on this computer, and there is no such process
 * now, or its number is ours. In doubt the answer is no, and the lease decides.
 */
export function isOwnerGone(owner: string): boolean {
  const [host, processId] = owner.split('/')
  if (host !== computerName()) return false
  const id = Number(processId)
  return id === process.pid || !isRunning(id)
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return systemErrorCode(error) !== 'ESRCH'
  }
}
