import { Migration } from '@mikro-orm/migrations'

/** Archives that were removed, by whom and why. */
export class Migration0015ArchiveRemovals extends Migration {
  override up(): void {
    this.addSql(
      `create table "archive_removal" ("id" integer not null primary key autoincrement, "archive_id" text not null, "task_id" text not null, "removed_at" datetime not null, "removed_by" text not null, "reason" text not null, "title" text not null, "file_name" text not null, "path" text not null, "sha256" text not null, "size_bytes" bigint not null, "items" integer not null, "sealed_at" datetime not null, "file_removed" integer not null default false, constraint "archive_removal_task_id_foreign" foreign key ("task_id") references "task" ("id"))`,
    )
    this.addSql(`create index "archive_removal_task_id_index" on "archive_removal" ("task_id")`)
    this.addSql(`create index "archive_removal_file_removed_index" on "archive_removal" ("file_removed")`)
    this.addSql(`create unique index "archive_removal_archive_id_unique" on "archive_removal" ("archive_id")`)
  }
}
