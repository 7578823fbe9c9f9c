import { Migration } from '@mikro-orm/migrations'

/** What entries of logs tell, and of what. Those that are there keep only their English sentence. */
export class Migration0012LogKinds extends Migration {
  override up(): void {
    this.addSql(`alter table "task_log" add column "kind" text null`)
    this.addSql(`alter table "task_log" add column "details" json null`)
  }
}
