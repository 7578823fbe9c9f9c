import { ArchivingError } from '../errors/index.ts'
import type { ActivityArchivingDriver } from './activity-archiving-driver.ts'

const driverIdPattern = /^[a-z][a-z0-9-]{0,63}$/

/** The drivers of this installation, by id. */
export class DriverRegistry implements Iterable<ActivityArchivingDriver> {
  readonly #drivers = new Map<string, ActivityArchivingDriver>()

  /**
   * Adds a driver.
   *
   * @throws ArchivingError `input_invalid` for an id that is not lower-case letters, digits and hyphens;
   *   `state_conflict` if the id is taken.
   */
  register(driver: ActivityArchivingDriver): void {
    if (!driverIdPattern.test(driver.id)) {
      throw new ArchivingError('input_invalid', `“${driver.id}” cannot be the id of an archiver.`)
    }
    if (this.#drivers.has(driver.id)) {
      throw new ArchivingError('state_conflict', `There are two archivers with the id “${driver.id}”.`)
    }
    this.#drivers.set(driver.id, driver)
  }

  /** @throws ArchivingError `not_found`, naming the drivers that there are. */
  get(id: string): ActivityArchivingDriver {
    const driver = this.#drivers.get(id)
    if (driver) return driver
    const known = [...this.#drivers.keys()].join(', ')
    throw new ArchivingError('not_found', `There is no archiver “${id}”. There are: ${known}.`)
  }

  /** The driver for activities of a kind, or undefined if none archives them. */
  forActivityKind(activityKind: string): ActivityArchivingDriver | undefined {
    return [...this].find((driver) => driver.activityKind === activityKind)
  }

  [Symbol.iterator](): Iterator<ActivityArchivingDriver> {
    return this.#drivers.values()
  }
}
