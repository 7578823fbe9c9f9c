import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { ArchivingError } from '@muniment/core'

/**
 * Tells the address of whoever sends a request. What a proxy says of it (`X-Forwarded-For`) is believed only from
 * proxies that are named: anyone can write such a header.
 *
 * @param trustedProxies addresses, or networks such as `10.0.0.0/8`
 * @throws ArchivingError `input_invalid` if one of them is neither
 */
export function createClientAddress(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList()
  for (const proxy of trustedProxies) add(trusted, proxy)
  const isTrusted = (address: string): boolean => {
    const version = isIP(address)
    return version !== 0 && trusted.check(address, version === 6 ? 'ipv6' : 'ipv4')
  }
  return ({ socket, headers }) => {
    let address = withoutMapping(socket.remoteAddress ?? '')
    const forwarded = headers['x-forwarded-for']
    const hops = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',')
    // Each proxy adds at the end whom it heard: from there back, as far as proxies are trusted.
    for (const hop of hops.toReversed()) {
      const named = withoutMapping(hop.trim())
      if (!isTrusted(address) || isIP(named) === 0) break
      address = named
    }
    return address
  }
}

function add(trusted: BlockList, proxy: string): void {
  const [address = '', prefix] = proxy.split('/')
  const version = isIP(address)
  const family = version === 6 ? 'ipv6' : 'ipv4'
  try {
    if (version === 0) throw new TypeError('No address.')
    if (prefix === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, /^\d+$/u.test(prefix) ? Number(prefix) : Number.NaN, family)
  } catch (cause) {
    throw new ArchivingError(
      'input_invalid',
      `“${proxy}” is no address of a proxy. It looks like 10.1.2.3 or 10.0.0.0/8.`,
      { cause, details: { field: 'trustedProxies' } },
    )
  }
}

/** Where a socket serves both versions, addresses of IPv4 come as ones of IPv6. */
const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=[\d.]+$)/iu, '')
