import type { ArtifactCheckReport } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { Notice } from '../../ui/notice.tsx'
import styles from './storage-section.module.css'
import type { Written } from './words.ts'

export interface CheckReportProps {
  readonly report: ArtifactCheckReport
  readonly written: Written
}

/** Of many, as many as one looks at; the rest is counted. */
const shownDamages = 10

/** What checking the kept contents found. */
export function CheckReport({ report, written }: CheckReportProps): ReactNode {
  const { whole, damaged } = useLanguage().words.storage.upkeep
  const { damages, damagesLeftOut } = report
  const count = damages.length + damagesLeftOut
  if (count === 0) {
    return (
      <Notice tone="good" isLive>
        {whole(report, written)}
      </Notice>
    )
  }
  const needed = damages.filter((damage) => damage.needed).length
  const shown = damages.slice(0, shownDamages)
  return (
    <Notice tone="bad" title={damaged.title(count, written.number(count))}>
      <p>{damaged.text(needed, written.number(needed))}</p>
      <ul className={styles['damages']} aria-label={damaged.listLabel}>
        {shown.map((damage) => (
          <li key={damage.sha256}>
            <code>{damage.sha256}</code> {damaged.kinds[damage.kind]},{' '}
            {damage.needed ? damaged.needed : damaged.notNeeded}
          </li>
        ))}
      </ul>
      {count > shown.length && <p>{damaged.more(written.number(count - shown.length))}</p>}
    </Notice>
  )
}
