import { LockMode } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Reach } from '../access/reach.ts'
import type { ArchiveRemoval } from '../archive-library.ts'
import { ArchiveEntity, ArchiveRemovalEntity, type ArchiveRemovalRow } from './entities/index.ts'
import { archivesWithin } from './within-reach.ts'

/** Whose removal, by whom and why. */
export interface RemovalWanted extends Pick<ArchiveRemoval, 'archiveId' | 'reason' | 'removedAt' | 'removedBy'> {
  readonly reach: Reach
}

/** Moves an archive from the catalogue to the record of removals. Its entries and verifications go with it. */
export async function moveToRemovals(
  em: SqlEntityManager,
  { archiveId, reach, ...how }: RemovalWanted,
): Promise<ArchiveRemoval | undefined> {
  // Locked: a task that finishes with this archive meanwhile either finds it or does not; see finishWith.
  const archive = await em.findOne(
    ArchiveEntity,
    { $and: [{ id: archiveId }, archivesWithin(reach)] },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  )
  if (!archive) return undefined
  const { task, title, fileName, path, sha256, sizeBytes, items, sealedAt } = archive
  const facts = { title, fileName, path, sha256, sizeBytes, items, sealedAt }
  await em.insert(ArchiveRemovalEntity, { archiveId, task, ...how, ...facts, fileRemoved: false })
  await em.nativeDelete(ArchiveEntity, { id: archiveId })
  return { archiveId, taskId: task, ...how, ...facts, fileRemoved: false }
}

/** A removal as it is told. */
export function toArchiveRemoval({ task, id: _id, ...row }: ArchiveRemovalRow): ArchiveRemoval {
  const { archiveId, removedAt, removedBy, reason, title, fileName, path, sha256, sizeBytes, items } = row
  const { sealedAt, fileRemoved } = row
  return {
    archiveId,
    taskId: task,
    removedAt,
    removedBy,
    reason,
    title,
    fileName,
    path,
    sha256,
    sizeBytes,
    items,
    sealedAt,
    fileRemoved,
  }
}
