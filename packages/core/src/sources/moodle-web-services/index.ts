export { connectMoodle } from './connect-moodle.ts'
export { discoverMoodleSite, type DiscoveredSite } from './discover-site.ts'
export { exchangePasswordForToken, mobileService, type PasswordSignIn } from './exchange-password.ts'
export type { HttpOptions, MoodleAccess, RequestTimeouts, RetryOptions, Surroundings } from './moodle-options.ts'
