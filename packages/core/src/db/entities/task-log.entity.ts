import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import { logLevels } from '../../core.ts'
import type { LogKind, LogKinds } from '../../tasks/log-kinds.ts'
import { TaskEntity } from './task.entity.ts'

/** What happened, for people. The ids are those of the events that watchers see. */
export const TaskLogEntity = defineEntity({
  name: 'TaskLog',
  tableName: 'task_log',
  properties: {
    id: p.integer().primary().autoincrement(),
    task: () => p.manyToOne(TaskEntity).mapToPk().deleteRule('cascade'),
    at: p.datetime(),
    level: p.enum(logLevels),
    kind: p.string().$type<LogKind>().nullable(),
    details: p.json<LogKinds[LogKind]>().nullable(),
    message: p.text(),
    itemKey: p.string().nullable(),
  },
  indexes: [{ properties: ['task', 'id'] }],
})

export type TaskLogRow = InferEntity<typeof TaskLogEntity>
