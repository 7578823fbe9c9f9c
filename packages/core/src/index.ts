export * from './create-core.ts'
export * from './driver-kit.ts'
export * from './db/move-database.ts'
export { builtInDrivers } from './drivers/built-in-drivers.ts'
