import { Migration } from '@mikro-orm/migrations'

/** The first schema: sources, tasks, items, artifacts, archives, log. */
export class Migration0001Initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "source" ("id" text not null primary key, "kind" text not null, "site_name" text not null, "site_url" text not null, "release" text not null, "user_name" text not null, "user_full_name" text not null, "secret" text not null, "options" json not null, "connected_at" datetime not null)`,
    )
    this.addSql(
      `create unique index "source_kind_site_url_user_name_unique" on "source" ("kind", "site_url", "user_name")`,
    )
    this.addSql(
      `create table "task" ("id" text not null primary key, "driver_id" text not null, "source_id" text not null, "course_id" integer not null, "course_module_id" integer not null, "activity" json not null, "settings" json not null, "requested_by" text not null, "destination_folder" text null, "state" text check ("state" in ('created', 'scheduled', 'running', 'finalizing', 'aborting', 'finished', 'failed', 'aborted')) not null, "error" json null, "description" json null, "items_listed" integer not null default false, "seal_incomplete" integer not null default false, "sealing" json null, "archive_id" text null, "owner" text null, "lease_until" datetime null, "created_at" datetime not null, "started_at" datetime null, "ended_at" datetime null, constraint "task_source_id_foreign" foreign key ("source_id") references "source" ("id"))`,
    )
    this.addSql(`create index "task_source_id_index" on "task" ("source_id")`)
    this.addSql(`create index "task_state_id_index" on "task" ("state", "id")`)
    this.addSql(`create index "task_driver_id_id_index" on "task" ("driver_id", "id")`)
    this.addSql(`create index "task_source_id_course_module_id_index" on "task" ("source_id", "course_module_id")`)
    this.addSql(
      `create table "item" ("id" integer not null primary key autoincrement, "task_id" text not null, "ordinal" integer not null, "key" text not null, "title" text not null, "folder" text not null, "file_name" text not null, "path" text not null, "path_key" text not null, "data" json null, "state" text check ("state" in ('pending', 'running', 'finished', 'failed')) not null default 'pending', "attempts" integer not null default 0, "not_before" datetime null, "error" json null, "remarks" json not null, "lacks_something" integer not null default false, "row" json null, "record_sha256" text null, "record_bytes" integer null, constraint "item_task_id_foreign" foreign key ("task_id") references "task" ("id") on delete cascade)`,
    )
    this.addSql(`create index "item_task_id_index" on "item" ("task_id")`)
    this.addSql(`create index "item_task_id_state_ordinal_index" on "item" ("task_id", "state", "ordinal")`)
    this.addSql(`create unique index "item_task_id_key_unique" on "item" ("task_id", "key")`)
    this.addSql(`create unique index "item_task_id_path_key_unique" on "item" ("task_id", "path_key")`)
    this.addSql(
      `create table "artifact" ("id" integer not null primary key autoincrement, "task_id" text not null, "item_id" integer not null, "path" text not null, "role" text check ("role" in ('report', 'copy', 'attachment', 'raw')) not null, "media_type" text not null, "sha256" text not null, "size_bytes" bigint not null, constraint "artifact_task_id_foreign" foreign key ("task_id") references "task" ("id") on delete cascade, constraint "artifact_item_id_foreign" foreign key ("item_id") references "item" ("id") on delete cascade)`,
    )
    this.addSql(`create index "artifact_item_id_index" on "artifact" ("item_id")`)
    this.addSql(`create index "artifact_task_id_index" on "artifact" ("task_id")`)
    this.addSql(`create index "artifact_sha256_index" on "artifact" ("sha256")`)
    this.addSql(`create unique index "artifact_item_id_path_unique" on "artifact" ("item_id", "path")`)
    this.addSql(
      `create table "archive" ("id" text not null primary key, "task_id" text not null, "course_id" integer not null, "title" text not null, "file_name" text not null, "path" text not null, "sha256" text not null, "size_bytes" bigint not null, "manifest_sha256" text not null, "complete" integer not null, "items" integer not null, "sealed_at" datetime not null, "last_verified_at" datetime null, "last_verdict" text null, constraint "archive_task_id_foreign" foreign key ("task_id") references "task" ("id"))`,
    )
    this.addSql(`create index "archive_task_id_index" on "archive" ("task_id")`)
    this.addSql(`create index "archive_course_id_id_index" on "archive" ("course_id", "id")`)
    this.addSql(
      `create table "task_log" ("id" integer not null primary key autoincrement, "task_id" text not null, "at" datetime not null, "level" text check ("level" in ('info', 'warning', 'error')) not null, "message" text not null, "item_key" text null, constraint "task_log_task_id_foreign" foreign key ("task_id") references "task" ("id") on delete cascade)`,
    )
    this.addSql(`create index "task_log_task_id_index" on "task_log" ("task_id")`)
    this.addSql(`create index "task_log_task_id_id_index" on "task_log" ("task_id", "id")`)
  }
}
