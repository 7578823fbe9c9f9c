import { ArchivingError } from '../errors/index.ts'
import type { ActivityArchivingDriver } from './activity-archiving-driver.ts'
import type { DriverOrigin, DriverProblem } from './driver-origin.ts'

/** Lower-case letters, digits and hyphens. */
export const driverIdPattern = /^[a-z][a-z0-9-]{0,63}$/

interface RegisteredDriver {
  readonly driver: ActivityArchivingDriver
  readonly origin: DriverOrigin
}

/** The drivers of this installation, by id; built-in ones first. */
export class DriverRegistry implements Iterable<ActivityArchivingDriver> {
  readonly #drivers = new Map<string, RegisteredDriver>()
  readonly #problems: DriverProblem[] = []

  /** What was found and cannot be used, in the order in which it was found. */
  get problems(): readonly DriverProblem[] {
    return this.#problems
  }

  /**
   * Adds a driver.
   *
   * @throws ArchivingError `input_invalid` for an id that is not lower-case letters, digits and hyphens;
   *   `state_conflict` if the id is taken.
   */
  register(driver: ActivityArchivingDriver, origin: DriverOrigin = { kind: 'built-in' }): void {
    if (!driverIdPattern.test(driver.id)) {
      throw new ArchivingError('input_invalid', `“${driver.id}” cannot be the id of an archiver.`)
    }
    if (this.#drivers.has(driver.id)) {
      throw new ArchivingError('state_conflict', `There are two archivers with the id “${driver.id}”.`)
    }
    this.#drivers.set(driver.id, { driver, origin })
  }

  /** Keeps what is wrong with a package, to be shown beside the drivers. */
  reportProblem(problem: DriverProblem): void {
    this.#problems.push(problem)
  }

  has(id: string): boolean {
    return this.#drivers.has(id)
  }

  /** @throws ArchivingError `not_found`, naming the drivers that there are. */
  get(id: string): ActivityArchivingDriver {
    return this.#find(id).driver
  }

  /** Where a driver comes from. @throws ArchivingError `not_found`. */
  originOf(id: string): DriverOrigin {
    return this.#find(id).origin
  }

  /** The driver for activities of a kind, or undefined if none archives them. Of several the first: built-in ones win. */
  forActivityKind(activityKind: string): ActivityArchivingDriver | undefined {
    return this.allForActivityKind(activityKind)[0]
  }

  /** All drivers for activities of a kind, built-in ones first. */
  allForActivityKind(activityKind: string): readonly ActivityArchivingDriver[] {
    return [...this].filter((driver) => driver.activityKind === activityKind)
  }

  *[Symbol.iterator](): Iterator<ActivityArchivingDriver> {
    for (const { driver } of this.#drivers.values()) yield driver
  }

  #find(id: string): RegisteredDriver {
    const found = this.#drivers.get(id)
    if (found) return found
    const known = [...this.#drivers.keys()].join(', ')
    const unusable =
      this.#problems.length > 0 ? ' Some packages with archivers cannot be used: “muniment drivers” tells why.' : ''
    throw new ArchivingError('not_found', `There is no archiver “${id}”. There are: ${known}.${unusable}`)
  }
}
