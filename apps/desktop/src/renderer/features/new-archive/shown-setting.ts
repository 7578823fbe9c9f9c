import type { SettingsDefinition } from '@muniment/sdk'
import type { NewArchiveStore } from './new-archive-store.ts'
import type { SettingsFormStore } from './settings-form-store.ts'

/** A setting in the form that it is part of. */
export interface ShownSettingProps {
  readonly store: NewArchiveStore
  readonly form: SettingsFormStore
  readonly definition: SettingsDefinition
}

/** What the control of any setting shows. */
export interface FieldParts {
  readonly label: string
  readonly help: string | undefined
  /** What is wrong with the value; null if nothing is. */
  readonly error: string | null
  readonly isDisabled: boolean
}
