import { AccessKeyEntity } from './access-key.entity.ts'
import { AdditionalFileEntity } from './additional-file.entity.ts'
import { ArchiveEntryEntity } from './archive-entry.entity.ts'
import { ArchiveRemovalEntity } from './archive-removal.entity.ts'
import { ArchiveVerificationEntity } from './archive-verification.entity.ts'
import { ArchiveEntity } from './archive.entity.ts'
import { ArtifactEntity } from './artifact.entity.ts'
import { DefaultPresetEntity } from './default-preset.entity.ts'
import { ItemFolderEntity } from './item-folder.entity.ts'
import { ItemEntity } from './item.entity.ts'
import { OwnerEntity } from './owner.entity.ts'
import { PresetEntity } from './preset.entity.ts'
import { SourceEntity } from './source.entity.ts'
import { TaskEntity } from './task.entity.ts'
import { TaskLogEntity } from './task-log.entity.ts'

/** All tables. */
export const entities = [
  SourceEntity,
  TaskEntity,
  AdditionalFileEntity,
  ItemEntity,
  ItemFolderEntity,
  ArtifactEntity,
  ArchiveEntity,
  ArchiveVerificationEntity,
  ArchiveEntryEntity,
  ArchiveRemovalEntity,
  TaskLogEntity,
  PresetEntity,
  DefaultPresetEntity,
  AccessKeyEntity,
  OwnerEntity,
] as const

export * from './access-key.entity.ts'
export * from './additional-file.entity.ts'
export * from './archive-entry.entity.ts'
export * from './archive-removal.entity.ts'
export * from './archive-verification.entity.ts'
export * from './archive.entity.ts'
export * from './artifact.entity.ts'
export * from './default-preset.entity.ts'
export * from './item-folder.entity.ts'
export * from './item.entity.ts'
export * from './owner.entity.ts'
export * from './preset.entity.ts'
export * from './source.entity.ts'
export * from './task.entity.ts'
export * from './task-log.entity.ts'
