import { lookup as lookupByDns, type LookupAddress, type LookupOptions } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { ArchivingError } from '../errors/index.ts'
import { isPublicAddress, parseNetwork, type Network } from './public-address.ts'

/** `any`, or what may be connected to besides public addresses: hosts, addresses and networks (`10.0.0.0/8`). */
export type AllowedAddresses = 'any' | readonly string[]

/**
 * Keeps us from connecting to where people who use a server must not reach through it: other computers of its network,
 * the server itself, and what a cloud tells its machines.
 */
export interface AddressGuard {
  /** Refuses a host that is written as an address. @throws ArchivingError `forbidden` */
  assertHost(host: string): void
  /**
   * Finds the addresses of a host and leaves out those that are not allowed. It is what a connection is made by, so that
   * a name cannot mean one address while it is checked and another one while it is connected to.
   */
  readonly lookup: LookupFunction
}

/** Finds all addresses of a host. */
export type Resolve = (
  host: string,
  options: LookupOptions & { readonly all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * @param allowed what may be connected to besides public addresses
 * @param resolve how names are resolved; by the system unless given
 * @throws ArchivingError `input_invalid` for what is neither a host, an address nor a network
 */
export function createAddressGuard(allowed: AllowedAddresses, resolve: Resolve = lookupByDns): AddressGuard {
  const rules = readRules(allowed)
  const isAllowed = (address: string): boolean =>
    rules.isAny || isPublicAddress(address) || rules.networks.some((network) => network.contains(address))
  return {
    assertHost(host) {
      const address = host.replace(/^\[(?<address>.*)\]$/u, '$<address>')
      if (isIP(address) !== 0 && !isAllowed(address)) throw notAllowed(host)
    },
    lookup(host, options, done) {
      resolve(host, { ...options, all: true }, (error, found) => {
        if (error) {
          done(error, '', 0)
          return
        }
        const isNamed = rules.hosts.has(nameKey(host))
        const usable = isNamed ? found : found.filter(({ address }) => isAllowed(address))
        const [first] = usable
        if (!first) done(notAllowed(host), '', 0)
        else if (options.all === true) done(null, usable)
        else done(null, first.address, first.family)
      })
    },
  }
}

/** Everything may be connected to: on a computer whose user says to what. */
export const anyAddress: AddressGuard = createAddressGuard('any')

interface Rules {
  readonly isAny: boolean
  readonly hosts: ReadonlySet<string>
  readonly networks: readonly Network[]
}

const hostName = /^(?=.{1,253}$)[\p{L}\p{N}](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}])?\.?$/u

function readRules(allowed: AllowedAddresses): Rules {
  const hosts = new Set<string>()
  const networks: Network[] = []
  for (const entry of allowed === 'any' ? [] : allowed) {
    const network = parseNetwork(entry)
    if (network) networks.push(network)
    else if (hostName.test(entry) && !/^[\d.]+$/u.test(entry)) hosts.add(nameKey(entry))
    else {
      const message = `“${entry}” is neither a host, an address nor a network such as 10.0.0.0/8.`
      throw new ArchivingError('input_invalid', message, { details: { field: 'allowedAddresses' } })
    }
  }
  return { isAny: allowed === 'any', hosts, networks }
}

const nameKey = (host: string): string => (URL.parse(`http://${host}`)?.hostname ?? host).replace(/\.$/u, '')

/** It does not tell which address a name has: that would be news of a network that is none of the caller's. */
function notAllowed(host: string): ArchivingError {
  return new ArchivingError(
    'forbidden',
    `${host} is not a public address, and this server connects to no others. If it should, its operator can allow it (allowedAddresses).`,
    { details: { host, reason: 'address_not_allowed' } },
  )
}
