import type { Preset } from '@muniment/sdk'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Loaded } from '../../connection/loaded.tsx'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { ActionMenu } from '../../ui/action-menu.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { NameDialog } from '../../ui/name-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { StateWord } from '../../ui/state-word.tsx'
import styles from './presets-section.module.css'
import { PresetsStore, type ArchiverPresets } from './presets-store.ts'

/** Settings under names, by archiver. */
export function PresetsSection(): ReactNode {
  const { words, textOf } = useLanguage()
  const engine = useEngine()
  const [store] = useState(() => new PresetsStore(engine))
  const { failure } = useStore(store.failure)
  return (
    <>
      <p className={styles['summary']}>{words.presets.summary}</p>
      {failure && (
        <Notice tone="bad" title={words.presets.changeFailed}>
          <p>{textOf(failure.text)}</p>
        </Notice>
      )}
      <Loaded store={store.list} waiting={words.presets.loading} failed={words.presets.failed}>
        {(archivers) =>
          archivers.map((entry) => <PresetsOfArchiver key={entry.archiver.id} store={store} entry={entry} />)
        }
      </Loaded>
    </>
  )
}

interface PresetsOfArchiverProps {
  readonly store: PresetsStore
  readonly entry: ArchiverPresets
}

function PresetsOfArchiver({ store, entry: { archiver, presets } }: PresetsOfArchiverProps): ReactNode {
  const { words, textOf } = useLanguage()
  const name = textOf(archiver.name)
  return (
    <section className={styles['archiver']}>
      <h2>{name}</h2>
      {presets.length === 0 ? (
        <p className={styles['none']}>{words.presets.none}</p>
      ) : (
        <ul className={styles['list']} aria-label={words.presets.listLabel(name)}>
          {presets.map((preset) => (
            <PresetRow key={preset.key} store={store} preset={preset} />
          ))}
        </ul>
      )}
    </section>
  )
}

function PresetRow({ store, preset }: { readonly store: PresetsStore; readonly preset: Preset }): ReactNode {
  const { words, textOf, formatNumber } = useLanguage()
  const { presets: said } = words
  const [asked, setAsked] = useState<'rename' | 'remove' | null>(null)
  const name = textOf(preset.name)
  const isKept = preset.kind === 'kept'
  const count = Object.keys(preset.settings).length
  const about = preset.help === null ? said.settings(formatNumber(count), count === 1) : textOf(preset.help)
  const close = (): void => setAsked(null)
  return (
    <li className={styles['row']}>
      <div className={styles['words']}>
        <h3>{name}</h3>
        <p>{about}</p>
        {preset.problems.length > 0 && (
          <p className={styles['problem']}>
            {said.unusable} <span lang="en">{preset.problems.map(({ message }) => message).join(' ')}</span>
          </p>
        )}
      </div>
      {preset.isDefault && (
        <StateWord tone="busy" icon="check">
          {said.usual}
        </StateWord>
      )}
      <ActionMenu
        label={said.actions(name)}
        actions={[
          {
            id: 'default',
            name: preset.isDefault ? said.makeNoUsual : said.makeUsual,
            isDisabled: preset.problems.length > 0 && !preset.isDefault,
            onAction: () => void store.toggleDefault(preset),
          },
          ...(isKept
            ? [
                { id: 'rename', name: said.rename, onAction: () => setAsked('rename') },
                { id: 'remove', name: said.remove, isDanger: true, onAction: () => setAsked('remove') },
              ]
            : []),
        ]}
      />
      <NameDialog
        key={asked}
        title={said.renameTitle}
        action={said.renameAction}
        label={said.name}
        name={name}
        isOpen={asked === 'rename'}
        onClose={close}
        onName={(written) => store.rename(preset, written)}
      />
      <ConfirmDialog
        title={said.removeTitle(name)}
        action={said.remove.replace(' …', '')}
        isDanger
        isOpen={asked === 'remove'}
        onClose={close}
        onConfirm={() => {
          close()
          void store.remove(preset)
        }}
      >
        <p>{said.removeText}</p>
      </ConfirmDialog>
    </li>
  )
}
