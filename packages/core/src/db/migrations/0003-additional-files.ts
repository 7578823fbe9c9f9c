import { Migration } from '@mikro-orm/migrations'

/** Files that people add to tasks, and the folders of items with one spelling each. */
export class Migration0003AdditionalFiles extends Migration {
  override up(): void {
    this.addSql(
      `create table "additional_file" ("id" text not null primary key, "task_id" text not null, "ordinal" integer not null, "name" text not null, "note" text not null, "media_type" text not null, "sha256" text not null, "size_bytes" bigint not null, constraint "additional_file_task_id_foreign" foreign key ("task_id") references "task" ("id") on delete cascade)`,
    )
    this.addSql(`create index "additional_file_task_id_index" on "additional_file" ("task_id")`)
    this.addSql(`create index "additional_file_sha256_index" on "additional_file" ("sha256")`)
    this.addSql(
      `create unique index "additional_file_task_id_ordinal_unique" on "additional_file" ("task_id", "ordinal")`,
    )
    this.addSql(
      `create table "item_folder" ("id" integer not null primary key autoincrement, "task_id" text not null, "wanted_key" text not null, "path" text not null, "path_key" text not null, constraint "item_folder_task_id_foreign" foreign key ("task_id") references "task" ("id") on delete cascade)`,
    )
    this.addSql(`create index "item_folder_task_id_index" on "item_folder" ("task_id")`)
    this.addSql(
      `create unique index "item_folder_task_id_wanted_key_unique" on "item_folder" ("task_id", "wanted_key")`,
    )
    this.addSql(`create unique index "item_folder_task_id_path_key_unique" on "item_folder" ("task_id", "path_key")`)
  }
}
