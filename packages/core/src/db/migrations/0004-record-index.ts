import { Migration } from '@mikro-orm/migrations'

/** Finds the items that need a content of the artifact store. */
export class Migration0004RecordIndex extends Migration {
  override up(): void {
    this.addSql(`create index "item_record_sha256_index" on "item" ("record_sha256")`)
  }
}
