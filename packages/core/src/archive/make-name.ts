import type { NamingPatternSetting } from '../driver/settings-definition.ts'
import { expandNames, parseNamingPattern, type NamingValues } from './naming-pattern.ts'
import {
  longestArchiveNameBytes,
  longestItemFolderLength,
  longestNameBytes,
  shortenPath,
  type NameChange,
} from './safe-path.ts'

/** A name made from a pattern. */
export interface MadeName {
  /** With `/` between nested folders; without an extension. */
  readonly name: string
  /** What had to be done to it, besides replacing characters. */
  readonly changes: ReadonlySet<NameChange>
}

/**
 * The name that the pattern of a setting gives for some values: for real ones and for previews.
 *
 * @throws ArchivingError `settings_invalid` as `parseNamingPattern`.
 */
export function makeName(setting: NamingPatternSetting, pattern: string, values: NamingValues): MadeName {
  const maxBytes = setting.names === 'archive' ? longestArchiveNameBytes : longestNameBytes
  const names = expandNames(parseNamingPattern(pattern, setting), values, maxBytes)
  const path = names.map(({ name }) => name).join('/')
  const name = setting.names === 'folder' ? shortenPath(path, longestItemFolderLength) : path
  const changes = new Set(names.flatMap((one) => one.changes))
  if (name !== path) changes.add('shortened')
  return { name, changes }
}
