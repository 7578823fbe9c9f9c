import { Migration0001Initial } from './0001-initial.ts'
import { Migration0002Timestamps } from './0002-timestamps.ts'
import { Migration0003AdditionalFiles } from './0003-additional-files.ts'
import { Migration0004RecordIndex } from './0004-record-index.ts'
import { Migration0005Incremental } from './0005-incremental.ts'
import { Migration0006TaskControl } from './0006-task-control.ts'
import { Migration0007Verifications } from './0007-verifications.ts'
import { Migration0008Presets } from './0008-presets.ts'
import { Migration0009AccessKeys } from './0009-access-keys.ts'
import { Migration0010Owners } from './0010-owners.ts'
import { Migration0012LogKinds } from './0012-log-kinds.ts'
import { Migration0014ArchiveEntries } from './0014-archive-entries.ts'
import { Migration0015ArchiveRemovals } from './0015-archive-removals.ts'
import { Migration0016ItemChanges } from './0016-item-changes.ts'

/** All migrations, oldest first. A migration that has been released is never changed. */
export const migrations = [
  { name: '0001-initial', class: Migration0001Initial },
  { name: '0002-timestamps', class: Migration0002Timestamps },
  { name: '0003-additional-files', class: Migration0003AdditionalFiles },
  { name: '0004-record-index', class: Migration0004RecordIndex },
  { name: '0005-incremental', class: Migration0005Incremental },
  { name: '0006-task-control', class: Migration0006TaskControl },
  { name: '0007-verifications', class: Migration0007Verifications },
  { name: '0008-presets', class: Migration0008Presets },
  { name: '0009-access-keys', class: Migration0009AccessKeys },
  { name: '0010-owners', class: Migration0010Owners },
  { name: '0012-log-kinds', class: Migration0012LogKinds },
  { name: '0014-archive-entries', class: Migration0014ArchiveEntries },
  { name: '0015-archive-removals', class: Migration0015ArchiveRemovals },
  { name: '0016-item-changes', class: Migration0016ItemChanges },
]
