import { createConnectionParts } from './connection-parts.ts'
import { findSite, type FoundSite } from './discover-site.ts'
import type { PublicConfig } from './answers/site-answers.ts'
import type { HttpOptions } from './moodle-options.ts'
import { candidateSiteUrls } from './site-address.ts'
import { readSitePicture } from './site-picture.ts'

/** Ways to sign in to a site besides a token, which can always be given. */
export const signInWays = ['password', 'browser'] as const
export type SignInWay = (typeof signInWays)[number]

/**
 * What keeps everybody from reading a site for now:
 *
 * - `maintenance`: it is closed for a while
 * - `services_off`: programs may not read it; only its administrators can change that
 */
export const siteObstacles = ['maintenance', 'services_off'] as const
export type SiteObstacle = (typeof siteObstacles)[number]

/** A Moodle site, shown to somebody who typed its address and has to say that this is the one. */
export interface RecognisedSite {
  /** The address under which it knows itself. */
  readonly siteUrl: string
  readonly siteName: string
  /** Its logo as a `data:` address of a PNG, JPEG, GIF or WebP picture; null if it has none that can be shown. */
  readonly picture: string | null
  /** The usual one first. */
  readonly signIns: readonly SignInWay[]
  /** Whether what is sent to it, passwords too, is encrypted on its way. */
  readonly encrypted: boolean
  readonly obstacle: { readonly kind: SiteObstacle; readonly message: string } | null
}

/** A recognised site, and what it takes to sign in to it by a browser. */
export interface SiteForSignIn {
  readonly site: RecognisedSite
  /** Where the sign-in by browser starts. */
  readonly launchUrl: string
  /** All addresses by which it may call itself. */
  readonly ownNames: readonly string[]
}

/**
 * Finds the Moodle that someone means by an address that they typed or copied, and reads what it shows to anybody. No
 * secret is sent.
 *
 * @throws as `discoverMoodleSite`
 */
export async function recogniseMoodleSite(
  typedAddress: string,
  options: HttpOptions,
  signal?: AbortSignal,
): Promise<SiteForSignIn> {
  const candidates = candidateSiteUrls(typedAddress)
  const parts = createConnectionParts(options, signal ?? new AbortController().signal)
  try {
    const found = await findSite(candidates, parts)
    const picture = await readSitePicture(found.siteUrl, found.config, parts)
    return toSite(found, picture)
  } finally {
    await parts.transport[Symbol.asyncDispose]()
  }
}

const launchPage = '/admin/tool/mobile/launch.php'

function toSite({ siteUrl, config }: FoundSite, picture: string | null): SiteForSignIn {
  const { sitename: siteName, wwwroot, httpswwwroot } = config
  return {
    site: {
      siteUrl,
      siteName,
      picture,
      signIns: signInsOf(config),
      encrypted: siteUrl.startsWith('https:'),
      obstacle: obstacleOf(config),
    },
    // Not the address that the site tells: that could lead anywhere.
    launchUrl: `${siteUrl}${launchPage}`,
    ownNames: [...new Set([siteUrl, wwwroot, ...(httpswwwroot === undefined ? [] : [httpswwwroot])])],
  }
}

/** `typeoflogin` 1 means that programs ask for the password; 2 and 3, that a browser does. */
function signInsOf({ typeoflogin, identityproviders }: PublicConfig): readonly SignInWay[] {
  if (typeoflogin !== 1) return ['browser']
  return identityproviders.length > 0 ? ['password', 'browser'] : ['password']
}

function obstacleOf(config: PublicConfig): RecognisedSite['obstacle'] {
  if (config.maintenanceenabled) {
    const said = config.maintenancemessage.trim()
    const closed = 'The site is closed for maintenance. Try again later.'
    return { kind: 'maintenance', message: said === '' ? closed : `${closed} It says: ${said}` }
  }
  if (config.enablewebservices && config.enablemobilewebservice) return null
  const message =
    'The site does not let programs such as Muniment read it. Ask its administrators to turn on “web services for mobile devices”.'
  return { kind: 'services_off', message }
}
