import { Migration } from '@mikro-orm/migrations'

/**
 * Tasks can be paused, have a priority, and remember their pace. What a column may hold cannot be changed, so that of the
 * states is replaced by a new one.
 */
export class Migration0006TaskControl extends Migration {
  override up(): void {
    this.addSql(`drop index "task_state_id_index"`)
    this.addSql(`alter table "task" rename column "state" to "former_state"`)
    this.addSql(
      `alter table "task" add column "state" text check ("state" in ('created', 'scheduled', 'running', 'finalizing', 'pausing', 'aborting', 'paused', 'finished', 'failed', 'aborted')) not null default 'created'`,
    )
    this.addSql(`update "task" set "state" = "former_state"`)
    this.addSql(`alter table "task" drop column "former_state"`)
    this.addSql(`alter table "task" add column "pace" json null`)
    this.addSql(
      `alter table "task" add column "priority" text check ("priority" in ('low', 'normal', 'high')) not null default 'normal'`,
    )
    this.addSql(`create index "task_state_priority_id_index" on "task" ("state", "priority", "id")`)
    this.addSql(`create index "task_state_id_index" on "task" ("state", "id")`)
  }
}
