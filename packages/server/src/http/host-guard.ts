import type { IncomingMessage } from 'node:http'
import { ArchivingError } from '@muniment/core'
import { isLoopback } from './http-server-options.ts'

/**
 * Refuses what a web page in a browser of this computer could send: requests to a name that only points here (DNS
 * rebinding), and requests from other origins.
 *
 * @param boundTo - Address that the server listens on; names matter only while it is this computer's own.
 */
export function createHostGuard(boundTo: string, allowedHosts: readonly string[]): (request: IncomingMessage) => void {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()))
  const isOurs = (host: string): boolean => isLoopback(host) || allowed.has(host.toLowerCase())
  return ({ headers: { host = '', origin } }) => {
    const named = hostName(`http://${host}`)
    if (isLoopback(boundTo) && !isOurs(named)) {
      throw new ArchivingError('forbidden', 'The server is not reached under this name.')
    }
    if (origin !== undefined && hostOf(origin) !== hostOf(`http://${host}`)) {
      throw new ArchivingError('forbidden', 'Web pages of other sites may not use this server.')
    }
  }
}

const hostName = (address: string): string => URL.parse(address)?.hostname ?? ''
const hostOf = (address: string): string => URL.parse(address)?.host ?? ''
