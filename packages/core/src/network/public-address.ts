import ipaddr from 'ipaddr.js'

/** Addresses from one to another. */
export interface Network {
  contains(address: string): boolean
}

/** Ours to reach everywhere (RFC 4291, 2.4); what lies outside is special in some way. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')
/** Public by their number, but answered by the cloud that a machine runs in. */
const cloudAddresses: ReadonlySet<string> = new Set(['168.63.129.16'])

/**
 * Whether an address is one of the public internet: not private, loopback, link-local (also where clouds tell secrets),
 * shared, documentation, multicast or reserved. IPv4 addresses within IPv6 ones (mapped, NAT64) count as themselves;
 * tunnels that hide one (6to4, Teredo) are not public.
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parseAddress(address)
  if (!parsed) return false
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast' && !cloudAddresses.has(parsed.toString())
  if (parsed.range() === 'rfc6052') return isPublicAddress(embeddedIPv4(parsed))
  return parsed.range() === 'unicast' && parsed.match(globalUnicast)
}

/** An address, or a network such as `10.0.0.0/8`; undefined for anything else. */
export function parseNetwork(text: string): Network | undefined {
  const range = ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : singleAddress(text)
  if (!range) return undefined
  const [network, bits] = range
  return {
    contains(address) {
      const parsed = parseAddress(address)
      if (!parsed || parsed.kind() !== network.kind()) return false
      return parsed.match(network, bits)
    },
  }
}

function singleAddress(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined {
  const parsed = parseAddress(text)
  return parsed && [parsed, parsed.kind() === 'ipv4' ? 32 : 128]
}

/** Without a zone; a mapped IPv4 address as such. Only the usual way of writing IPv4: others are for no good. */
function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const address = text.replace(/%.*$/u, '')
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address)
  if (!ipaddr.IPv6.isValid(address)) return undefined
  const parsed = ipaddr.IPv6.parse(address)
  return parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed
}

const embeddedIPv4 = (address: ipaddr.IPv6): string => address.toByteArray().slice(-4).join('.')
