import { Migration } from '@mikro-orm/migrations'

/** What came of asking time-stamping authorities, and files that are replaced by ones with more timestamps. */
export class Migration0002Timestamps extends Migration {
  override up(): void {
    this.addSql(`alter table "archive" add column "timestamps" json not null default '[]'`)
    this.addSql(`alter table "archive" add column "replacement" json null`)
  }
}
