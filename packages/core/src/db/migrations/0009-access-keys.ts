import { Migration } from '@mikro-orm/migrations'

/** Who may use Muniment over a network. */
export class Migration0009AccessKeys extends Migration {
  override up(): void {
    this.addSql(
      `create table "access_key" ("id" text not null primary key, "name" text not null, "role" text check ("role" in ('viewer', 'archivist', 'auditor', 'operator')) not null, "secret_hash" text not null, "created_at" datetime not null, "expires_at" datetime null, "revoked_at" datetime null, "last_used_at" datetime null)`,
    )
  }
}
