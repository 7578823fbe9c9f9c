import { Migration0001Initial } from './0001-initial.ts'
import { Migration0002Timestamps } from './0002-timestamps.ts'
import { Migration0003AdditionalFiles } from './0003-additional-files.ts'
import { Migration0004RecordIndex } from './0004-record-index.ts'
import { Migration0008Presets } from './0008-presets.ts'

/** All migrations, oldest first. A migration that has been released is never changed. */
export const migrations = [
  { name: '0001-initial', class: Migration0001Initial },
  { name: '0002-timestamps', class: Migration0002Timestamps },
  { name: '0003-additional-files', class: Migration0003AdditionalFiles },
  { name: '0004-record-index', class: Migration0004RecordIndex },
  { name: '0008-presets', class: Migration0008Presets },
]
