export * from './create-core.ts'
export * from './driver-kit.ts'
export * from './db/move-database.ts'
