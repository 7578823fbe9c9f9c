import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ScreenHeader } from '../../ui/screen-header.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { activitiesToArchive, ArchiveStarter, type ActivityToArchive } from './archive-starter.ts'
import { OverviewStore, type OverviewState } from './overview-store.ts'
import { SourceSection } from './source-section.tsx'
import { surroundingsOf } from '../new-archive/surroundings-of.ts'
import { StartNotice } from './start-notice.tsx'
import { useTaskEnds } from './use-task-ends.ts'

/** What needs archiving? */
export function CoursesScreen(): ReactNode {
  const engine = useEngine()
  const { words, tag, textOf } = useLanguage()
  const [overview] = useState(() => new OverviewStore(engine))
  const [starter] = useState(() => new ArchiveStarter(engine, surroundingsOf(tag)))
  const [asked, ask] = useState<readonly ActivityToArchive[]>([])
  const state = useStore(overview.state)
  const { isBusy } = useStore(starter.state)
  useEffect(() => overview.load(), [overview])
  useTaskEnds(() => void overview.load())
  const { phase, sources, failure } = state
  return (
    <>
      <Header state={state} isBusy={isBusy} onArchive={ask} />
      <StartNotice starter={starter} />
      {phase === 'loading' && <Waiting>{words.courses.waiting}</Waiting>}
      {phase === 'failed' && (
        <Notice
          tone="bad"
          title={words.courses.failed}
          actions={<Button onPress={() => overview.load()}>{words.general.tryAgain}</Button>}
        >
          {failure && textOf(failure.text)}
        </Notice>
      )}
      {phase === 'shown' && sources.length === 0 && <NoSources />}
      {sources.map((one) => (
        <SourceSection key={one.source.id} shown={one} overview={overview} isBusy={isBusy} onArchive={ask} />
      ))}
      {phase === 'shown' && sources.length > 0 && (
        <ButtonLink href={addresses.connect()}>{words.courses.addSource}</ButtonLink>
      )}
      <ArchiveQuestion
        asked={asked}
        onClose={() => ask([])}
        onConfirm={() => {
          ask([])
          void starter.start(asked)
        }}
      />
    </>
  )
}

interface HeaderProps {
  readonly state: OverviewState
  readonly isBusy: boolean
  readonly onArchive: (activities: readonly ActivityToArchive[]) => void
}

function Header({ state: { phase, sources }, isBusy, onArchive }: HeaderProps): ReactNode {
  const { words, formatNumber } = useLanguage()
  const { title, summary, archiveChanged, starting } = words.courses
  if (phase !== 'shown' || sources.length === 0) return <ScreenHeader title={title} />
  const toArchive = sources.flatMap(({ source, courses }) =>
    courses.flatMap((one) => activitiesToArchive(source.id, one)),
  )
  const isComplete = sources.every(({ isLoading, failure }) => !isLoading && failure === null)
  return (
    <ScreenHeader
      title={title}
      {...((isComplete || toArchive.length > 0) && {
        summary: summary(toArchive.length, formatNumber(toArchive.length)),
      })}
      actions={
        toArchive.length > 0 && (
          <Button tone="primary" isBusy={isBusy} onPress={() => onArchive(toArchive)}>
            {isBusy ? starting : archiveChanged}
          </Button>
        )
      }
    />
  )
}

function NoSources(): ReactNode {
  const { title, text, action } = useLanguage().words.courses.none
  const start = (
    <ButtonLink href={addresses.welcome()} tone="primary">
      {action}
    </ButtonLink>
  )
  return (
    <EmptyState title={title} actions={start}>
      <p>{text}</p>
    </EmptyState>
  )
}

interface ArchiveQuestionProps {
  readonly asked: readonly ActivityToArchive[]
  readonly onClose: () => void
  readonly onConfirm: () => void
}

/** So that nobody begins to archive ten courses by a slip. */
function ArchiveQuestion({ asked, onClose, onConfirm }: ArchiveQuestionProps): ReactNode {
  const { words, formatNumber } = useLanguage()
  const { title, text, action } = words.courses.archiveQuestion
  return (
    <ConfirmDialog title={title} action={action} isOpen={asked.length > 0} {...{ onClose, onConfirm }}>
      <p>{text(asked.length, formatNumber(asked.length))}</p>
    </ConfirmDialog>
  )
}
