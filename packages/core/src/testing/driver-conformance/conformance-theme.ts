import type { DriverConformanceOptions } from './conformance-options.ts'

/** One theme of the contract: a question that each driver is asked. */
export interface ConformanceTheme {
  /** From 1; the theme's number in the house's list. */
  readonly number: number
  /** A word or two: `identity`. */
  readonly name: string
  /** What a driver of which the check passes does, in a sentence. */
  readonly sentence: string
  /** @throws AssertionError that says what the driver did wrong. */
  readonly check: (options: DriverConformanceOptions) => Promise<void>
}
