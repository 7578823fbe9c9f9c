import { useState, type ReactNode } from 'react'
import { bridgeName } from '../../../shared/ipc-contract.ts'
import { toFailure } from '../../connection/failure.ts'
import { Loaded } from '../../connection/loaded.tsx'
import { LoadableStore } from '../../connection/loadable-store.ts'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { CrashReports } from './crash-reports.tsx'
import styles from './diagnostics-section.module.css'
import { collectReport, readFacts, type DiagnosticFacts } from './read-diagnostics.ts'
import { saveFile } from './save-file.ts'

const bridge = window[bridgeName]
const listCrashReports = bridge ? () => bridge.listCrashReports() : null

/** What this installation is, what crashed, and a file for whoever looks for a fault. */
export function DiagnosticsSection(): ReactNode {
  const { words } = useLanguage()
  const engine = useEngine()
  const [store] = useState(() => new LoadableStore((signal) => readFacts(engine, listCrashReports, signal)))
  return (
    <div className={styles['section']}>
      <Loaded store={store} waiting={words.diagnostics.waiting} failed={words.diagnostics.failed}>
        {({ system, crashReports }) => (
          <>
            <Facts system={system} />
            {crashReports && <CrashReports reports={crashReports} />}
          </>
        )}
      </Loaded>
      <Collect />
    </div>
  )
}

function Facts({ system }: Pick<DiagnosticFacts, 'system'>): ReactNode {
  const { words, formatDate } = useLanguage()
  const { facts } = words.diagnostics
  return (
    <section className={styles['part']}>
      <h2>{facts.title}</h2>
      <dl className={styles['facts']}>
        <dt>{facts.version}</dt>
        <dd>{system.version}</dd>
        <dt>{facts.dataFolder}</dt>
        <dd className={styles['path']}>{system.dataFolder}</dd>
        <dt>{facts.archiveFolder}</dt>
        <dd className={styles['path']}>{system.archiveFolder}</dd>
        <dt>{facts.runningSince}</dt>
        <dd>{formatDate(system.startedAt)}</dd>
      </dl>
    </section>
  )
}

function Collect(): ReactNode {
  const { words, textOf } = useLanguage()
  const engine = useEngine()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { collect } = words.diagnostics
  const save = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      saveFile(collect.fileName, await collectReport(engine, listCrashReports))
    } catch (error) {
      setProblem(textOf(toFailure(error).text))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className={styles['part']}>
      <h2>{collect.title}</h2>
      <p className={styles['text']}>{collect.text}</p>
      {problem !== null && (
        <Notice tone="bad" title={collect.failed}>
          {problem}
        </Notice>
      )}
      <div>
        <Button isBusy={isBusy} onPress={() => void save()}>
          {collect.action}
        </Button>
      </div>
    </section>
  )
}
