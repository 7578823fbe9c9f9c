import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { toFailure, type Failure } from '../../connection/failure.ts'
import { useLanguage } from '../../language/language.ts'
import { ActionMenu, type MenuAction } from '../../ui/action-menu.tsx'
import { NameDialog } from '../../ui/name-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import styles from './new-archive-screen.module.css'
import type { NewArchiveStore } from './new-archive-store.ts'
import type { SettingsFormStore } from './settings-form-store.ts'

export interface PresetBarProps {
  readonly store: NewArchiveStore
  readonly form: SettingsFormStore
}

const noPreset = ''

/** What the form begins with, and what can be done with presets. */
export function PresetBar({ store, form }: PresetBarProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { preset: said } = words.newArchive
  const { presets, presetKey } = useStore(form.state)
  const [naming, setNaming] = useState<'save' | 'rename' | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const chosen = presets.find(({ key }) => key === presetKey)
  const attempt = (work: Promise<void>): void => {
    setFailure(null)
    work.catch((error: unknown) => setFailure(toFailure(error)))
  }
  const options = presets.map(({ key, name, help, isDefault, problems }) => ({
    id: `preset ${key}`,
    name: isDefault ? said.usual(textOf(name)) : textOf(name),
    isDisabled: problems.length > 0,
    help: problems.length > 0 ? said.unusable : help === null ? undefined : textOf(help),
  }))
  return (
    <>
      <div className={styles['preset']}>
        <div className={styles['grow']}>
          <SelectField
            label={said.label}
            options={[{ id: noPreset, name: said.none }, ...options]}
            value={presetKey === null ? noPreset : `preset ${presetKey}`}
            onChange={(id) => form.choosePreset(id === noPreset ? null : id.slice('preset '.length))}
          />
        </div>
        <ActionMenu label={said.more} tone="plain" actions={actionsOf()}>
          {said.more}
        </ActionMenu>
      </div>
      {failure && (
        <Notice tone="bad" title={said.failed}>
          <p>{textOf(failure.text)}</p>
        </Notice>
      )}
      <NameDialog
        key={naming}
        title={naming === 'rename' ? said.renameTitle : said.saveTitle}
        action={naming === 'rename' ? said.renameAction : said.saveAction}
        label={said.name}
        name={naming === 'rename' && chosen ? textOf(chosen.name) : ''}
        {...(naming === 'save' && { help: said.nameHelp })}
        isOpen={naming !== null}
        onClose={() => setNaming(null)}
        onName={async (name) => {
          if (naming === 'rename' && chosen) await store.renamePreset(chosen.key, name)
          else await store.savePreset(name)
        }}
      />
    </>
  )

  function actionsOf(): readonly MenuAction[] {
    const isKept = chosen?.kind === 'kept'
    const hasChanges = Object.keys(form.state.getState().given).length > 0
    return [
      { id: 'save', name: said.save, onAction: () => form.showFault() || setNaming('save') },
      ...(chosen && isKept
        ? [
            {
              id: 'replace',
              name: said.replace(textOf(chosen.name)),
              isDisabled: !hasChanges,
              onAction: () => attempt(store.savePreset(chosen.name.en, true)),
            },
            { id: 'rename', name: said.rename, onAction: () => setNaming('rename') },
          ]
        : []),
      ...(chosen && !chosen.isDefault
        ? [{ id: 'default', name: said.makeUsual, onAction: () => attempt(store.setDefaultPreset(chosen.key)) }]
        : []),
      ...(presets.some(({ isDefault }) => isDefault)
        ? [{ id: 'no-default', name: said.makeNoUsual, onAction: () => attempt(store.setDefaultPreset(null)) }]
        : []),
    ]
  }
}
