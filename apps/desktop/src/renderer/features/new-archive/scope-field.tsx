import type { ScopeSetting, ScopeValue, SettingValue } from '@muniment/sdk'
import { useState, type ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { RadioChoice } from '../../ui/radio-choice.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import styles from './new-archive-screen.module.css'
import type { NewArchiveStore } from './new-archive-store.ts'
import { PickDialog } from './pick-dialog.tsx'
import type { FieldParts } from './shown-setting.ts'

export interface ScopeFieldProps {
  readonly definition: ScopeSetting
  readonly shared: FieldParts
  readonly onChange: (value: ScopeValue) => void
  readonly value: SettingValue | undefined
  readonly store: NewArchiveStore
}

const mostRadios = 3

/** Which items are archived: a way to say it, and those that are chosen one by one. */
export function ScopeField({ definition, shared, onChange, value, store }: ScopeFieldProps): ReactNode {
  const { words, textOf, formatNumber } = useLanguage()
  const [isPicking, setPicking] = useState(false)
  const { modes, key } = definition
  const { mode: modeName, ids = [] } = isScope(value) ? value : definition.default
  const mode = modes.find((candidate) => candidate.value === modeName)
  const options = modes.map((candidate) => ({ id: candidate.value, name: textOf(candidate.label) }))
  const Field = options.length > mostRadios ? SelectField : RadioChoice
  const choose = (chosen: string): void => {
    const picks = modes.find((candidate) => candidate.value === chosen)?.picks
    // What was chosen among people says nothing about attempts.
    if (picks === undefined) onChange({ mode: chosen })
    else onChange({ mode: chosen, ids: picks === mode?.picks ? ids : [] })
  }
  const picks = mode?.picks
  return (
    <>
      <Field
        {...shared}
        error={picks === undefined ? shared.error : null}
        options={options}
        value={modeName}
        onChange={choose}
      />
      {picks !== undefined && (
        <div className={styles['inline']}>
          <Button isDisabled={shared.isDisabled} onPress={() => setPicking(true)}>
            {words.newArchive.pick.choose[picks]}
          </Button>
          {shared.error === null ? (
            <span>{words.newArchive.pick.chosen(formatNumber(ids.length), ids.length === 1)}</span>
          ) : (
            <span className={styles['error']} role="status">
              {shared.error}
            </span>
          )}
        </div>
      )}
      {picks !== undefined && isPicking && (
        <PickDialog
          place={{ picks, setting: key, driverId: store.archiver().id, activity: store.archivable.activity }}
          chosen={ids}
          onClose={() => setPicking(false)}
          onTake={(taken) => {
            onChange({ mode: modeName, ids: taken })
            setPicking(false)
          }}
        />
      )}
    </>
  )
}

function isScope(value: SettingValue | undefined): value is ScopeValue {
  return typeof value === 'object' && 'mode' in value
}
