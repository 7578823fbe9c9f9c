import { Migration } from '@mikro-orm/migrations'

/** What verifications of archives found, and which archive was verified longest ago. */
export class Migration0007Verifications extends Migration {
  override up(): void {
    this.addSql(
      `create table "archive_verification" ("id" integer not null primary key autoincrement, "archive_id" text not null, "at" datetime not null, "occasion" text check ("occasion" in ('request', 'schedule')) not null, "deep" integer not null, "verdict" text not null, "files_checked" integer not null, "bytes_checked" bigint not null, "findings" json not null, "findings_left_out" integer not null, constraint "archive_verification_archive_id_foreign" foreign key ("archive_id") references "archive" ("id") on delete cascade)`,
    )
    this.addSql(`create index "archive_verification_archive_id_index" on "archive_verification" ("archive_id")`)
    this.addSql(
      `create index "archive_last_verified_at_sealed_at_index" on "archive" ("last_verified_at", "sealed_at")`,
    )
  }
}
