import { Migration } from '@mikro-orm/migrations'

/** Whom sources, presets and access keys belong to. What was there belongs to this computer, as before. */
export class Migration0010Owners extends Migration {
  override up(): void {
    this.addSql(
      `create table "owner" ("id" text not null primary key, "name" text not null, "name_key" text not null, "created_at" datetime not null)`,
    )
    this.addSql(`create unique index "owner_name_key_unique" on "owner" ("name_key")`)
    this.addSql(`insert into "owner" values ('local', 'this computer', 'this computer', 0)`)
    for (const table of ['source', 'preset', 'access_key']) {
      this.addSql(`alter table "${table}" add column "owner_id" text not null default 'local'`)
    }
    this.addSql(`alter table "access_key" add column "source_ids" json null`)
    this.addSql(`drop index "source_kind_site_url_user_name_unique"`)
    this.addSql(
      `create unique index "source_owner_id_kind_site_url_user_name_unique" on "source" ("owner_id", "kind", "site_url", "user_name")`,
    )
    this.addSql(`drop index "preset_driver_id_name_key_unique"`)
    this.addSql(
      `create unique index "preset_owner_id_driver_id_name_key_unique" on "preset" ("owner_id", "driver_id", "name_key")`,
    )
    this.addSql(`alter table "default_preset" rename to "default_preset_before"`)
    this.addSql(
      `create table "default_preset" ("owner_id" text not null default 'local', "driver_id" text not null, "preset" text not null, primary key ("owner_id", "driver_id"))`,
    )
    this.addSql(
      `insert into "default_preset" ("driver_id", "preset") select "driver_id", "preset" from "default_preset_before"`,
    )
    this.addSql(`drop table "default_preset_before"`)
  }
}
