import type { ConformanceTest, DriverConformanceOptions } from './conformance-options.ts'
import type { ConformanceTheme } from './conformance-theme.ts'
import { cancel } from './themes/cancel.ts'
import { changes } from './themes/changes.ts'
import { newVersion } from './themes/new-version.ts'
import { closedWorldTheme } from './themes/closed-world-theme.ts'
import { completeness } from './themes/completeness.ts'
import { determinism } from './themes/determinism.ts'
import { faultsTheme } from './themes/faults.ts'
import { flaky } from './themes/flaky.ts'
import { honesty } from './themes/honesty.ts'
import { hostileNamesTheme } from './themes/hostile-names-theme.ts'
import { identity } from './themes/identity.ts'
import { listing } from './themes/listing.ts'
import { privacy } from './themes/privacy.ts'
import { progress } from './themes/progress.ts'
import { sameTaskTwice } from './themes/same-task-twice.ts'
import { settings } from './themes/settings.ts'
import { size } from './themes/size.ts'
import { stateless } from './themes/stateless.ts'

/** All themes of the contract, in the order of their numbers. */
export const conformanceThemes: readonly ConformanceTheme[] = [
  identity,
  settings,
  listing,
  completeness,
  determinism,
  changes,
  faultsTheme,
  flaky,
  cancel,
  sameTaskTwice,
  hostileNamesTheme,
  size,
  closedWorldTheme,
  honesty,
  progress,
  stateless,
  privacy,
  newVersion,
]

/**
 * Asks a driver each sentence of the contract as a question: registers one test a theme. Each opens fresh drivers, sites
 * and engines in temporary folders. See the README of this folder for the options.
 *
 * @param test the caller's way to register a test; nothing else of a test runner is used
 */
export function driverConformance(test: ConformanceTest, options: DriverConformanceOptions): void {
  for (const theme of conformanceThemes) {
    const number = String(theme.number).padStart(2, '0')
    test(`${options.name} · ${number} ${theme.name}: ${theme.sentence}`, () => theme.check(options))
  }
}
