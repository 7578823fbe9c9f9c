import type { ActivityArchivingDriver } from './activity-archiving-driver.ts'
import type { ChosenPreset } from './settings-origin.ts'

/** Finds the preset of a new task. */
export interface PresetChooser {
  /**
   * @param preset key of a preset of the driver, or name of a kept one; undefined for the driver's default preset,
   *   null for none.
   * @returns undefined for none.
   * @throws ArchivingError `settings_invalid` if there is none of this name, or the driver does not take it any more.
   */
  choose(driver: ActivityArchivingDriver, preset: string | null | undefined): Promise<ChosenPreset | undefined>
}
