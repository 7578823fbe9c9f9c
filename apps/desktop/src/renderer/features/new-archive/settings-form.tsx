import type { SettingsDefinition } from '@muniment/sdk'
import { useEffect, useRef, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Icon } from '../../ui/icon.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import styles from './new-archive-screen.module.css'
import type { NewArchiveStore } from './new-archive-store.ts'
import { SettingField } from './setting-field.tsx'
import type { SettingsFormStore } from './settings-form-store.ts'
import type { ShownSettingProps } from './shown-setting.ts'

export interface SettingsFormProps {
  readonly store: NewArchiveStore
  readonly form: SettingsFormStore
}

/** The settings of an archiver, whichever it is, in its groups. */
export function SettingsForm({ store, form }: SettingsFormProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { openGroups, shown } = useStore(form.state)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!shown) return
    const field = place.current?.querySelector(`[data-setting="${CSS.escape(shown.key)}"]`)
    const control = field?.querySelector<HTMLElement>('input:not([disabled]), button:not([disabled]), textarea')
    control?.scrollIntoView({ block: 'center' })
    control?.focus({ preventScroll: true })
  }, [shown])
  return (
    <div ref={place} className={styles['groups']}>
      {form.groups().map(({ key, label, settings }) => (
        <Disclosure
          key={key}
          title={textOf(label)}
          summary={<GroupSummary form={form} groupKey={key} settings={settings} />}
          isOpen={openGroups.has(key)}
          onChange={(isOpen) => form.fold(key, isOpen)}
        >
          {settings.map((definition) => (
            <ShownSetting key={definition.key} {...{ store, form, definition }} />
          ))}
          {form.deviationsIn(key) > 0 && (
            <div className={styles['reset']}>
              <Button tone="quiet" onPress={() => form.reset(key)}>
                {words.newArchive.group.reset}
              </Button>
            </div>
          )}
        </Disclosure>
      ))}
    </div>
  )
}

interface GroupSummaryProps {
  readonly form: SettingsFormStore
  readonly groupKey: string
  readonly settings: readonly SettingsDefinition[]
}

function GroupSummary({ form, groupKey, settings }: GroupSummaryProps): ReactNode {
  const { words, formatNumber } = useLanguage()
  const { group } = words.newArchive
  if (settings.some((definition) => form.faultOf(definition) !== undefined)) {
    return (
      <StateWord tone="bad" icon="warning">
        {group.faulty}
      </StateWord>
    )
  }
  const count = form.deviationsIn(groupKey)
  return count === 0 ? group.asUsual : group.changed(formatNumber(count), count === 1)
}

function ShownSetting({ store, form, definition }: ShownSettingProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { key, fixed } = definition
  return (
    <div className={styles['field']} data-setting={key}>
      <SettingField {...{ store, form, definition }} />
      {fixed && (
        <p className={styles['fixed']}>
          <Icon name="info" />
          <span>
            {words.newArchive.fixed} {textOf(fixed.reason)}
          </span>
        </p>
      )}
    </div>
  )
}
