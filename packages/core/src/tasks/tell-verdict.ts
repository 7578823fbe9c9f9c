import type { CatalogedArchive } from '../archive/archive-catalog.ts'
import type { ArchiveVerification, LogLevel } from '../core.ts'
import type { EnginePorts } from './engine-ports.ts'

type Verified = Pick<ArchiveVerification, 'archiveId' | 'at' | 'verdict' | 'findings' | 'findingsLeftOut'>

/**
 * Tells what a verification of an archive found: operators each time that it is not intact, and the log of its task when
 * that is news. Names of files, which may be students', stay out of both.
 */
export async function tellVerdict(
  { log, changes, onDiagnostic }: Pick<EnginePorts, 'log' | 'changes' | 'onDiagnostic'>,
  archive: Pick<CatalogedArchive, 'taskId' | 'fileName' | 'lastVerdict'>,
  { archiveId, at, verdict, findings, findingsLeftOut }: Verified,
): Promise<void> {
  const { taskId } = archive
  if (verdict !== 'intact') {
    const codes = [...new Set(findings.map(({ code }) => code))].join(', ')
    const state = verdict === 'damaged' ? 'is damaged' : 'could not be fully checked'
    const count = findings.length + findingsLeftOut
    const message = `the archive ${archiveId} ${state}: ${count} findings (${codes}); see archives.listVerifications`
    onDiagnostic({ level: 'error', message, taskId })
  }
  if (verdict === (archive.lastVerdict ?? 'intact')) return
  const { level, message } = news[verdict]
  await log.append({ taskId, at, level, message, itemKey: null })
  changes.announce(taskId)
}

const news: Readonly<Record<ArchiveVerification['verdict'], { readonly level: LogLevel; readonly message: string }>> = {
  intact: { level: 'info', message: 'The archive was verified: it is intact again.' },
  damaged: {
    level: 'error',
    message: 'The archive was verified and is damaged. Put a copy of it in its place, then verify it again.',
  },
  not_fully_checked: {
    level: 'warning',
    message:
      'The archive was verified, and something could not be looked at. Do not rely on it before it was verified.',
  },
}
