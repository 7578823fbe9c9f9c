import { Migration } from '@mikro-orm/migrations'

/** In which order items changed, so that whoever watches a task reads only what is new. */
export class Migration0016ItemChanges extends Migration {
  override up(): void {
    this.addSql(`alter table "item" add column "change_number" integer not null default 0`)
    this.addSql(`create index "item_task_id_change_number_index" on "item" ("task_id", "change_number")`)
  }
}
