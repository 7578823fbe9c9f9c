import type { NamingPatternSetting } from '../driver/settings-definition.ts'
import { ArchivingError } from '../errors/archiving-error.ts'
import { makeName } from './make-name.ts'

/** What can be wrong with a naming pattern, or worth knowing. */
export const namingProblemKinds = ['invalid', 'empty', 'maybe-empty', 'reserved', 'shortened'] as const
export type NamingProblemKind = (typeof namingProblemKinds)[number]

export interface NamingProblem {
  /** `invalid`: the pattern is refused. All others: it is taken, and this is what happens to a name. */
  readonly kind: NamingProblemKind
  /** For people. */
  readonly message: string
}

export interface NamingPreview {
  /**
   * The name that the pattern makes of the examples of its variables; a folder's with `/` between nested ones, an
   * archive's with `.zip`, a file's without its extension. Null if the pattern is refused.
   */
  readonly example: string | null
  readonly problems: readonly NamingProblem[]
}

/** The name that a pattern gives, made exactly as real ones are, from the examples of the setting's variables. */
export function previewNamingPattern(setting: NamingPatternSetting, pattern: string): NamingPreview {
  const examplesOf = (variables: NamingPatternSetting['variables']) =>
    Object.fromEntries(variables.map(({ name, example }) => [name, example]))
  try {
    const { name, changes } = makeName(setting, pattern, examplesOf(setting.variables))
    const certain = setting.variables.filter(({ canBeEmpty }) => canBeEmpty !== true)
    const kinds = new Set<NamingProblemKind>(changes)
    if (!changes.has('empty') && makeName(setting, pattern, examplesOf(certain)).changes.has('empty')) {
      kinds.add('maybe-empty')
    }
    return {
      example: setting.names === 'archive' ? `${name}.zip` : name,
      problems: namingProblemKinds.filter((kind) => kinds.has(kind)).map((kind) => ({ kind, message: messages[kind] })),
    }
  } catch (error) {
    if (!(error instanceof ArchivingError) || error.code !== 'settings_invalid') throw error
    return { example: null, problems: [{ kind: 'invalid', message: error.message }] }
  }
}

const messages: Readonly<Record<NamingProblemKind, string>> = {
  invalid: 'The pattern cannot be used.',
  empty: 'Nothing is left of a name; it is called “_”.',
  'maybe-empty': 'Nothing may be left of a name: its variables can be without a value. It is then called “_”.',
  reserved: 'Windows keeps this name for itself; it gets a “_” in front.',
  shortened: 'The name is too long; it is cut, and ends in “~” and eight digits that tell it from others.',
}
