import type { ArtifactCheckReport } from '@muniment/sdk'
import { useState, type ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { DamagesDialog } from './damages-dialog.tsx'
import type { Written } from './words.ts'

export interface CheckReportProps {
  readonly report: ArtifactCheckReport
  readonly written: Written
}

/** What checking the kept contents found. */
export function CheckReport({ report, written }: CheckReportProps): ReactNode {
  const { whole, damaged } = useLanguage().words.storage.upkeep
  const [isShown, setIsShown] = useState(false)
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
  return (
    <Notice
      tone="bad"
      title={damaged.title(count, written.number(count))}
      actions={<Button onPress={() => setIsShown(true)}>{damaged.show}</Button>}
    >
      <p>{damaged.text(howMany(needed, damages.length), written.number(needed))}</p>
      <DamagesDialog {...{ damages, count, written }} isOpen={isShown} onClose={() => setIsShown(false)} />
    </Notice>
  )
}

function howMany(needed: number, listed: number): 'none' | 'one' | 'some' | 'all' {
  if (needed === 0) return 'none'
  if (needed === listed) return 'all'
  return needed === 1 ? 'one' : 'some'
}
