import { useState, type ReactNode } from 'react'
import type { CrashReport } from '../../../shared/crash-report.ts'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './diagnostics-section.module.css'

export interface CrashReportsProps {
  readonly reports: readonly CrashReport[]
}

/** What crashed, and all that is kept of it. */
export function CrashReports({ reports }: CrashReportsProps): ReactNode {
  const { words, formatDate } = useLanguage()
  const { crashes } = words.diagnostics
  const [shown, setShown] = useState<CrashReport | null>(null)
  return (
    <section className={styles['part']}>
      <h2>{crashes.title}</h2>
      <p className={styles['text']}>{crashes.text}</p>
      {reports.length === 0 ? (
        <p className={styles['text']}>{crashes.none}</p>
      ) : (
        <ul className={styles['crashes']} aria-label={crashes.title}>
          {reports.map((report) => (
            <li key={report.name}>
              <span>
                {crashes.parts[report.part]}
                <small>
                  {formatDate(new Date(report.at))} · {report.reason}
                </small>
              </span>
              <Button onPress={() => setShown(report)}>{crashes.show}</Button>
            </li>
          ))}
        </ul>
      )}
      <Dialog
        title={crashes.content}
        isOpen={shown !== null}
        isWide
        onClose={() => setShown(null)}
        actions={<Button onPress={() => setShown(null)}>{crashes.close}</Button>}
      >
        <pre className={styles['content']} tabIndex={0} aria-label={crashes.content}>
          {JSON.stringify(shown, null, 2)}
        </pre>
      </Dialog>
    </section>
  )
}
