import type { ActivityOverview } from '@muniment/sdk'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Loaded } from '../../connection/loaded.tsx'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { Button } from '../../ui/button.tsx'
import { ScreenHeader } from '../../ui/screen-header.tsx'
import { ActivityTable, idOf } from './activity-table.tsx'
import { activitiesToArchive, ArchiveStarter } from './archive-starter.ts'
import { surroundingsOf } from '../new-archive/surroundings-of.ts'
import { canArchive, countActivities } from './course-counts.ts'
import { createCourseStore, type CourseOfSource } from './course-store.ts'
import styles from './courses-screen.module.css'
import { SourceProblem } from './source-problem.tsx'
import { StartNotice } from './start-notice.tsx'
import { useTaskEnds } from './use-task-ends.ts'

export interface CourseScreenProps {
  readonly sourceId: string
  readonly courseId: number
}

/** What is the state of each activity? */
export function CourseScreen({ sourceId, courseId }: CourseScreenProps): ReactNode {
  const engine = useEngine()
  const { words } = useLanguage()
  const [store] = useState(() => createCourseStore(engine, sourceId, courseId))
  const { value, failure } = useStore(store.state)
  useTaskEnds(() => void store.load())
  const parent = { name: words.courses.title, href: addresses.courses() }
  if (failure?.code === 'source_unauthenticated' && value === null) {
    return (
      <>
        <ScreenHeader title={words.courses.title} parent={parent} />
        <SourceProblem {...{ sourceId, failure }} title={words.courses.courseNotRead} onRetry={() => store.load()} />
      </>
    )
  }
  return (
    <>
      {value === null && <ScreenHeader title={words.courses.title} parent={parent} />}
      <Loaded store={store} waiting={words.courses.courseWaiting} failed={words.courses.courseNotRead}>
        {(shown) => <Course shown={shown} onRetry={() => store.load()} />}
      </Loaded>
    </>
  )
}

interface CourseProps {
  readonly shown: CourseOfSource
  readonly onRetry: () => void
}

function Course({ shown: { source, overview }, onRetry }: CourseProps): ReactNode {
  const engine = useEngine()
  const { words, tag, formatNumber } = useLanguage()
  const [starter] = useState(() => new ArchiveStarter(engine, surroundingsOf(tag)))
  const { isBusy } = useStore(starter.state)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const { course, activities, error } = overview
  const toArchive = activitiesToArchive(source.id, overview)
  // Then archiving those is what comes next, and its button beside the table the primary one.
  const isChoosing = activities.some((one) => selected.has(idOf(one)) && canArchive(one))
  const { archiveChanged, starting, counts, courseNotRead } = words.courses
  const archive = (chosen: readonly ActivityOverview[]): void =>
    void starter.start(chosen.map((one) => ({ sourceId: source.id, course, overview: one })))
  return (
    <>
      <ScreenHeader
        title={<bdi>{course.name}</bdi>}
        summary={counts(countActivities(overview), formatNumber)}
        parent={{ name: source.siteName, href: addresses.courses() }}
        actions={
          toArchive.length > 0 && (
            <Button
              tone={isChoosing ? 'plain' : 'primary'}
              isBusy={isBusy}
              onPress={() => void starter.start(toArchive)}
            >
              {isBusy ? starting : archiveChanged}
            </Button>
          )
        }
      />
      <StartNotice starter={starter} />
      {error && (
        <div className={styles['notices']}>
          <SourceProblem sourceId={source.id} title={courseNotRead} failure={error} onRetry={onRetry} />
        </div>
      )}
      {!error && (
        <ActivityTable
          {...{ source, course, activities, selected, isBusy }}
          onSelect={setSelected}
          onArchive={archive}
        />
      )}
    </>
  )
}
