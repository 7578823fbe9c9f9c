import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import type { ItemRemark } from '../../archive/archive-description.ts'
import { itemStates } from '../../core.ts'
import type { KeptError } from '../../errors/index.ts'
import { TaskEntity } from './task.entity.ts'

/** One unit of work of a task. */
export const ItemEntity = defineEntity({
  name: 'Item',
  tableName: 'item',
  properties: {
    id: p.integer().primary().autoincrement(),
    task: () => p.manyToOne(TaskEntity).mapToPk().deleteRule('cascade'),
    /** Order in which the driver listed it, from 0. */
    ordinal: p.integer(),
    key: p.string(),
    /** Number of the listing that it was last in; the first one is 0. */
    listing: p.integer().default(0),
    title: p.text(),
    folder: p.text(),
    fileName: p.text(),
    /** Folder and file name made unique within the task. */
    path: p.text(),
    /** `path` as a disk without regard to case or normal form sees it. */
    pathKey: p.text(),
    data: p.json<unknown>().nullable(),
    /** Hash of all that decides what becomes of the item; null if that is not known beforehand. */
    fingerprint: p.string().nullable(),
    state: p.enum(itemStates).default('pending'),
    attempts: p.integer().default(0),
    /** Not to be tried again before. */
    notBefore: p.datetime().nullable(),
    error: p.json<KeptError>().nullable(),
    remarks: p.json<readonly ItemRemark[]>(),
    /** Whether a remark says that something is missing. */
    lacksSomething: p.boolean().default(false),
    /** Whether it had not changed, and was taken from an earlier task. */
    reused: p.boolean().default(false),
    row: p.json<Readonly<Record<string, string | number | boolean | null>>>().nullable(),
    /** The item's record lies in the artifact store. */
    recordSha256: p.string().nullable(),
    recordBytes: p.integer().nullable(),
    /** Greater than that of every change of an item of the task before; what changes together has the same. */
    changeNumber: p.integer().default(0),
  },
  uniques: [{ properties: ['task', 'key'] }, { properties: ['task', 'pathKey'] }],
  indexes: [
    { properties: ['task', 'state', 'ordinal'] },
    { properties: ['task', 'changeNumber'] },
    { properties: ['recordSha256'] },
  ],
})

export type ItemRow = InferEntity<typeof ItemEntity>
