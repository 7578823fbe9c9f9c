import { Migration } from '@mikro-orm/migrations'

/** What tells whether items have changed, and of which archive another one is a new version. */
export class Migration0005Incremental extends Migration {
  override up(): void {
    this.addSql(`alter table "task" add column "reuse_unchanged" integer not null default false`)
    this.addSql(`alter table "task" add column "predecessor_task_id" text null`)
    this.addSql(`alter table "task" add column "activity_fingerprint" text null`)
    this.addSql(`alter table "task" add column "listed_at" datetime null`)
    this.addSql(`alter table "item" add column "listing" integer not null default 0`)
    this.addSql(`alter table "item" add column "fingerprint" text null`)
    this.addSql(`alter table "item" add column "reused" integer not null default false`)
    this.addSql(`alter table "archive" add column "predecessor_id" text null`)
  }
}
