/**
 * What a package with drivers gets when it imports `@muniment/core`: everything that this package exports but what opens
 * an installation.
 */
export * from './access/access-key.ts'
export * from './access/owner.ts'
export * from './access/reach.ts'
export * from './archive/index.ts'
export * from './core.ts'
export type * from './diagnostics/diagnostics-bundle.ts'
export { ActivityArchiver, isActivityArchiver } from './driver/activity-archiver.ts'
export * from './driver/activity-archiving-driver.ts'
export * from './driver/activity-archiving-task.ts'
export * from './driver/activity-metadata.ts'
export * from './driver/archiving-context.ts'
export { driverContract } from './driver/driver-contract.ts'
export { driverFaults } from './driver/driver-faults.ts'
export type { DriverHost } from './driver/driver-host.ts'
export * from './driver/driver-origin.ts'
export { DriverRegistry } from './driver/driver-registry.ts'
export * from './driver/settings-definition.ts'
export type * from './driver/settings-origin.ts'
export type * from './documents/report-document.ts'
export * from './errors/index.ts'
export { makeFolder } from './make-folder.ts'
export type * from './policy/preset-service.ts'
export * from './reporting/index.ts'
export * from './sources/activity-source.ts'
export type * from './sources/assignment-source.ts'
export type * from './sources/choice-source.ts'
export type * from './sources/forum-source.ts'
export type * from './sources/workshop-source.ts'
export type * from './sources/web-service-reader.ts'
export {
  connectMoodle,
  createSiteManners,
  discoverMoodleSite,
  exchangePasswordForToken,
  signInWays,
  siteObstacles,
  toIsoTime,
  toPlainText,
} from './sources/moodle-web-services/index.ts'
export type {
  DiscoveredSite,
  HttpOptions,
  MoodleAccess,
  SignInWay,
  SiteManners,
  SiteObstacle,
} from './sources/moodle-web-services/index.ts'
export type * from './tasks/log-kinds.ts'
export { logKinds } from './tasks/log-sentences.ts'
