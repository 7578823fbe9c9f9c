export { connectMoodle } from './connect-moodle.ts'
export { discoverMoodleSite, type DiscoveredSite } from './discover-site.ts'
export { exchangePasswordForToken, mobileService, type PasswordSignIn } from './exchange-password.ts'
export {
  recogniseMoodleSite,
  signInWays,
  siteObstacles,
  type RecognisedSite,
  type SignInWay,
  type SiteForSignIn,
  type SiteObstacle,
} from './recognise-site.ts'
export type { HttpOptions, MoodleAccess, RequestTimeouts } from './moodle-options.ts'
export { createSiteManners, type SiteManners } from './site-manners.ts'
export { toPlainText } from './plain-text.ts'
export { toIsoTime } from './value-parsing.ts'
export type { RetryOptions, Surroundings } from './request-patience.ts'
