import type { ArchiveRecord } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { StateWord } from '../../ui/state-word.tsx'

/** What the last verification found, and when. What was not fully checked never looks intact. */
export function VerdictWord({ archive }: { readonly archive: ArchiveRecord }): ReactNode {
  const { words, formatDate } = useLanguage()
  const { lastVerdict, lastVerifiedAt } = archive
  const { verdicts } = words.archives
  if (lastVerdict === null || lastVerifiedAt === null) {
    return (
      <StateWord tone="quiet" icon="info">
        {verdicts.never}
      </StateWord>
    )
  }
  const at = formatDate(lastVerifiedAt)
  switch (lastVerdict) {
    case 'intact':
      return (
        <StateWord tone="good" icon="check">
          {verdicts.intact(at)}
        </StateWord>
      )
    case 'damaged':
      return (
        <StateWord tone="bad" icon="cross">
          {verdicts.damaged(at)}
        </StateWord>
      )
    case 'not_fully_checked':
      return (
        <StateWord tone="warn" icon="warning">
          {verdicts.notFullyChecked(at)}
        </StateWord>
      )
  }
}
