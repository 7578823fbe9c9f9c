import type { CatalogedArchive } from '../archive/archive-catalog.ts'
import type { ArchiveVerification } from '../core.ts'
import type { EnginePorts } from './engine-ports.ts'
import { toLogEntry } from './log-entry.ts'
import type { LogKind } from './log-kinds.ts'

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
  await log.append(toLogEntry({ kind: news[verdict], details: {} }, { taskId, at }))
  changes.announce(taskId)
}

const news = {
  intact: 'archive_intact_again',
  damaged: 'archive_damaged',
  not_fully_checked: 'archive_not_fully_checked',
} as const satisfies Record<ArchiveVerification['verdict'], LogKind>
