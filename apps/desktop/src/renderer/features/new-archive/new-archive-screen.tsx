import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Loaded } from '../../connection/loaded.tsx'
import { LoadableStore } from '../../connection/loadable-store.ts'
import { pause } from '../../connection/pause.ts'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { NowhereScreen } from '../../navigation/nowhere-screen.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ScreenHeader } from '../../ui/screen-header.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { useSession } from '../sign-in/use-session.ts'
import { ArchiveSummary } from './archive-summary.tsx'
import { FurtherChoices } from './further-choices.tsx'
import styles from './new-archive-screen.module.css'
import { NewArchiveStore } from './new-archive-store.ts'
import { PresetBar } from './preset-bar.tsx'
import { readArchivable, type Archivable } from './read-archivable.ts'
import { SettingsForm } from './settings-form.tsx'
import { surroundingsOf } from './surroundings-of.ts'

export interface NewArchiveScreenProps {
  /** From the address. */
  readonly sourceId: string
  readonly courseId: string
  readonly courseModuleId: string
}

/** What will be in it? One activity, before it is archived. */
export function NewArchiveScreen(props: NewArchiveScreenProps): ReactNode {
  const { sourceId } = props
  const courseId = readId(props.courseId)
  const courseModuleId = readId(props.courseModuleId)
  if (courseId === undefined || courseModuleId === undefined) return <NowhereScreen />
  const place = { sourceId, courseId, courseModuleId }
  return <LoadedActivity key={JSON.stringify(place)} {...place} />
}

function readId(text: string): number | undefined {
  return /^[1-9]\d{0,14}$/u.test(text) ? Number(text) : undefined
}

interface LoadedActivityProps {
  readonly sourceId: string
  readonly courseId: number
  readonly courseModuleId: number
}

function LoadedActivity(place: LoadedActivityProps): ReactNode {
  const { words } = useLanguage()
  const engine = useEngine()
  const [store] = useState(() => new LoadableStore((signal) => readArchivable(engine, place, signal)))
  return (
    <Loaded store={store} waiting={words.newArchive.loading} failed={words.newArchive.failed}>
      {(archivable) => <NewArchive archivable={archivable} />}
    </Loaded>
  )
}

function NewArchive({ archivable }: { readonly archivable: Archivable }): ReactNode {
  const { words, tag, textOf } = useLanguage()
  const engine = useEngine()
  const session = useSession()
  // What was entered stays, also when the activity is read again.
  const [store] = useState(() => {
    return new NewArchiveStore({
      engine,
      pause,
      archivable,
      surroundings: surroundingsOf(tag),
      isOverNetwork: session !== null,
    })
  })
  useEffect(() => store.start(), [store])
  const { driverId } = useStore(store.state)
  const form = useMemo(() => store.form(), [store, driverId])
  const { activity, siteName, sectionName, archivers, activeTaskId } = archivable
  return (
    <>
      <ScreenHeader
        title={words.newArchive.title(activity.activityName)}
        summary={[siteName, sectionName].filter(Boolean).join(' · ')}
        parent={{ name: activity.courseName, href: addresses.course(activity.sourceId, activity.courseId) }}
      />
      {activeTaskId !== null && (
        <div className={styles['notice']}>
          <Notice
            tone="info"
            title={words.newArchive.active.title}
            actions={<ButtonLink href={addresses.task(activeTaskId)}>{words.newArchive.active.show}</ButtonLink>}
          >
            <p>{words.newArchive.active.text}</p>
          </Notice>
        </div>
      )}
      <div className={styles['columns']}>
        <ArchiveSummary store={store} form={form} />
        <section className={styles['settings']} aria-label={words.newArchive.settingsLabel}>
          {archivers.length > 1 && (
            <SelectField
              label={words.newArchive.archiver}
              options={archivers.map(({ id, name }) => ({ id, name: textOf(name) }))}
              value={driverId}
              onChange={(chosen) => store.chooseDriver(chosen)}
            />
          )}
          <PresetBar key={driverId} store={store} form={form} />
          <SettingsForm key={`settings ${driverId}`} store={store} form={form} />
          <FurtherChoices store={store} />
        </section>
      </div>
    </>
  )
}
