export * from './backup-installation.ts'
export * from './create-core.ts'
export * from './driver-kit.ts'
export { toNameKey } from './name-key.ts'
export { builtInDrivers } from './drivers/built-in-drivers.ts'
export { folderTarget } from './storage/folder-target.ts'
export {
  openStorage,
  type InstallationStorage,
  type OpenStorageOptions,
  type StorageAccess,
  type StorageDiagnostic,
} from './storage/open-storage.ts'
export type { ArchivePlace, LocalArchive, StorageTarget, StorageTargets } from './storage/storage-target.ts'
