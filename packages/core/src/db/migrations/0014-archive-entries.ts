import { Migration } from '@mikro-orm/migrations'

/** What is in sealed archives. Those that are there are read after the start. */
export class Migration0014ArchiveEntries extends Migration {
  override up(): void {
    this.addSql(`alter table "archive" add column "entry_listing" text not null default 'pending'`)
    this.addSql(`alter table "archive" add column "search_key" text not null default ''`)
    this.addSql(`create index "archive_entry_listing_id_index" on "archive" ("entry_listing", "id")`)
    this.addSql(
      `create table "archive_entry" ("id" integer not null primary key autoincrement, "archive_id" text not null, "ordinal" integer not null, "key" text not null, "title" text not null, "state" text check ("state" in ('archived', 'failed')) not null, "person_name" text null, "id_number" text null, "user_name" text null, "source_state" text null, "at" datetime null, "grade" double null, "max_grade" double null, "grade_text" text null, "report_path" text null, "attachments" integer not null, "lacks_something" integer not null, "search_key" text not null, "name_key" text not null, "grade_key" double not null, "at_key" double not null, "files" json not null, "files_left_out" integer not null, "remarks" json not null, "error" text null, constraint "archive_entry_archive_id_foreign" foreign key ("archive_id") references "archive" ("id") on delete cascade)`,
    )
    this.addSql(`create index "archive_entry_archive_id_index" on "archive_entry" ("archive_id")`)
    this.addSql(
      `create index "archive_entry_archive_id_search_key_index" on "archive_entry" ("archive_id", "search_key")`,
    )
    this.addSql(
      `create unique index "archive_entry_archive_id_ordinal_unique" on "archive_entry" ("archive_id", "ordinal")`,
    )
  }
}
