/** The scheme of addresses that other programs open us with. */
export const deepLinkScheme = 'muniment'

const longestLink = 2_000
/** A command line that is longer than any that an operating system makes is not looked through. */
const mostArguments = 100

/** What a site hands over after a sign-in, whatever else it may be: only the engine can tell if it is worth anything. */
const handOver = /^muniment:\/\/token=[A-Za-z0-9+/]{1,1950}={0,2}\/?$/u

/**
 * Reads an address that somebody had us opened with: any page and any program can do that. Only the one kind that we wait
 * for is let through, as it is; for everything else undefined.
 */
export function parseDeepLink(address: unknown): string | undefined {
  if (typeof address !== 'string' || address.length > longestLink) return undefined
  return handOver.test(address) ? address : undefined
}

/** The address of our scheme among the arguments of a command line; undefined if there is none, or more than one. */
export function findDeepLink(commandLine: readonly string[]): string | undefined {
  if (commandLine.length > mostArguments) return undefined
  const links = commandLine.filter((argument) => argument.toLowerCase().startsWith(`${deepLinkScheme}:`))
  return links.length === 1 ? links[0] : undefined
}
