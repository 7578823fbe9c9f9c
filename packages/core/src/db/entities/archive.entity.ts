import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import type { ArchiveReplacement } from '../../archive/archive-catalog.ts'
import type { EntryListingState } from '../../archive-library.ts'
import type { StoredTimestamp } from '../../archive/timestamps/stored-timestamp.ts'
import type { VerifyVerdict } from '../../archive/verify-finding.ts'
import { TaskEntity } from './task.entity.ts'

/** The catalogue: one row a sealed archive. */
export const ArchiveEntity = defineEntity({
  name: 'Archive',
  tableName: 'archive',
  properties: {
    id: p.string().primary(),
    task: () => p.manyToOne(TaskEntity).mapToPk(),
    courseId: p.integer(),
    title: p.text(),
    fileName: p.text(),
    path: p.text(),
    sha256: p.string(),
    sizeBytes: p.bigint('number'),
    manifestSha256: p.string(),
    complete: p.boolean(),
    items: p.integer(),
    sealedAt: p.datetime(),
    /** The archive of which this is a new version. */
    predecessorId: p.string().nullable(),
    timestamps: p.json<readonly StoredTimestamp[]>().default('[]'),
    /** What is about to take the place of the file, with more timestamps in it. */
    replacement: p.json<ArchiveReplacement>().nullable(),
    lastVerifiedAt: p.datetime().nullable(),
    lastVerdict: p.string().$type<VerifyVerdict>().nullable(),
    /** Whether its entries are in the catalogue, too. */
    entryListing: p.string().$type<EntryListingState>().default('pending'),
    /** What searches compare with; empty until it is described. */
    searchKey: p.text().default(''),
  },
  indexes: [
    { properties: ['task'] },
    { properties: ['courseId', 'id'] },
    // Which archive was verified longest ago.
    { properties: ['lastVerifiedAt', 'sealedAt'] },
    { properties: ['entryListing', 'id'] },
  ],
})

export type ArchiveRow = InferEntity<typeof ArchiveEntity>
