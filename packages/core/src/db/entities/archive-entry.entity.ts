import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import type { ArchivedFile, ItemRemark } from '../../archive/archive-description.ts'
import { ArchiveEntity } from './archive.entity.ts'

/** What is in sealed archives: one row an item, as the archive's own list says. */
export const ArchiveEntryEntity = defineEntity({
  name: 'ArchiveEntry',
  tableName: 'archive_entry',
  properties: {
    id: p.integer().primary().autoincrement(),
    archive: () => p.manyToOne(ArchiveEntity).mapToPk().deleteRule('cascade'),
    /** Its place in the archive's list, from 0. */
    ordinal: p.integer(),
    key: p.text(),
    title: p.text(),
    state: p.enum(['archived', 'failed'] as const),
    personName: p.text().nullable(),
    idNumber: p.text().nullable(),
    userName: p.text().nullable(),
    sourceState: p.text().nullable(),
    at: p.datetime().nullable(),
    grade: p.double().$type<number>().nullable(),
    maxGrade: p.double().$type<number>().nullable(),
    gradeText: p.text().nullable(),
    reportPath: p.text().nullable(),
    attachments: p.integer(),
    lacksSomething: p.boolean(),
    /** What searches compare with; see search-key.ts. */
    searchKey: p.text(),
    nameKey: p.text(),
    /** Grade and moment as entries are put in order by them: what has none comes first. */
    gradeKey: p.double().$type<number>(),
    atKey: p.double().$type<number>(),
    // What can be long comes last: it is not read by who looks for the rest.
    files: p.json<readonly ArchivedFile[]>(),
    filesLeftOut: p.integer(),
    remarks: p.json<readonly ItemRemark[]>(),
    error: p.text().nullable(),
  },
  uniques: [{ properties: ['archive', 'ordinal'] }],
  // A search reads this alone.
  indexes: [{ properties: ['archive', 'searchKey'] }],
})

export type ArchiveEntryRow = InferEntity<typeof ArchiveEntryEntity>
