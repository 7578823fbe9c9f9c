import { Migration } from '@mikro-orm/migrations'

/** Settings that people keep under names, and where the settings of a task come from. */
export class Migration0008Presets extends Migration {
  override up(): void {
    this.addSql(
      `create table "preset" ("id" text not null primary key, "driver_id" text not null, "name" text not null, "name_key" text not null, "settings" json not null)`,
    )
    this.addSql(`create unique index "preset_driver_id_name_key_unique" on "preset" ("driver_id", "name_key")`)
    this.addSql(`create table "default_preset" ("driver_id" text not null primary key, "preset" text not null)`)
    this.addSql(`alter table "task" add column "settings_origin" json null`)
  }
}
