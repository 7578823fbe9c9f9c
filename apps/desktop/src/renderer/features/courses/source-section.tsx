import type { CourseOverview } from '@muniment/sdk'
import { useId, type ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { Button } from '../../ui/button.tsx'
import { StateWord, type StateWordProps } from '../../ui/state-word.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { activitiesToArchive, type ActivityToArchive } from './archive-starter.ts'
import { countActivities, type CourseCounts } from './course-counts.ts'
import styles from './courses-screen.module.css'
import type { OverviewStore, SourceCourses } from './overview-store.ts'
import { SourceProblem } from './source-problem.tsx'

export interface SourceSectionProps {
  readonly shown: SourceCourses
  readonly overview: OverviewStore
  readonly isBusy: boolean
  readonly onArchive: (activities: readonly ActivityToArchive[]) => void
}

/** A site with its courses. */
export function SourceSection({ shown, overview, isBusy, onArchive }: SourceSectionProps): ReactNode {
  const { words } = useLanguage()
  const id = useId()
  const { source, courses, hasMore, isLoading, failure } = shown
  const { siteName, userFullName, kind } = source
  return (
    <section className={styles['source']} aria-labelledby={id}>
      <header className={styles['sourceHead']}>
        <h2 id={id}>
          <bdi>{siteName}</bdi>
        </h2>
        <p>{kind === 'sample' ? words.courses.sample : words.courses.signedInAs(userFullName)}</p>
      </header>
      {failure && (
        <SourceProblem
          sourceId={source.id}
          title={words.courses.sourceFailed(siteName)}
          failure={failure}
          onRetry={() => overview.load()}
        />
      )}
      {courses.length > 0 && (
        <ul className={styles['courses']} aria-label={words.courses.coursesOf(siteName)}>
          {courses.map((one) => (
            <CourseRow key={one.course.id} sourceId={source.id} overview={one} isBusy={isBusy} onArchive={onArchive} />
          ))}
        </ul>
      )}
      {isLoading && courses.length === 0 && <Waiting>{words.courses.readingCourses}</Waiting>}
      {!isLoading && !failure && courses.length === 0 && <p className={styles['quiet']}>{words.courses.noCourses}</p>}
      {hasMore && (
        <div>
          <Button isBusy={isLoading} onPress={() => void overview.showMore(source.id)}>
            {isLoading ? words.courses.readingCourses : words.courses.showMore}
          </Button>
        </div>
      )}
    </section>
  )
}

interface CourseRowProps {
  readonly sourceId: string
  readonly overview: CourseOverview
  readonly isBusy: boolean
  readonly onArchive: (activities: readonly ActivityToArchive[]) => void
}

/** A course, and a plain sentence on how it stands. */
function CourseRow({ sourceId, overview, isBusy, onArchive }: CourseRowProps): ReactNode {
  const { words, formatNumber, textOf } = useLanguage()
  const { course, error } = overview
  const toArchive = activitiesToArchive(sourceId, overview)
  const counts = countActivities(overview)
  return (
    <li className={styles['course']}>
      <div className={styles['courseWords']}>
        <h3>
          <a href={addresses.course(sourceId, course.id)}>
            <bdi>{course.name}</bdi>
          </a>
        </h3>
        {error ? (
          <StateWord tone="bad" icon="cross">
            {words.courses.courseFailed} {textOf(error.text)}
          </StateWord>
        ) : (
          <StateWord {...lookOf(counts)}>{words.courses.counts(counts, formatNumber)}</StateWord>
        )}
      </div>
      {toArchive.length > 0 && (
        <Button
          label={words.courses.archiveChangedOf(course.name)}
          isDisabled={isBusy}
          onPress={() => onArchive(toArchive)}
        >
          {words.courses.archiveChanged}
        </Button>
      )}
    </li>
  )
}

/** What most needs to be seen of a course. */
function lookOf({ total, archived, changed, archiving, failed }: CourseCounts): Pick<StateWordProps, 'tone' | 'icon'> {
  if (failed > 0) return { tone: 'bad', icon: 'cross' }
  if (archiving > 0) return { tone: 'busy', icon: 'archive' }
  if (changed > 0) return { tone: 'warn', icon: 'warning' }
  if (total > 0 && archived === total) return { tone: 'good', icon: 'check' }
  return { tone: 'quiet', icon: total > 0 ? 'more' : 'info' }
}
