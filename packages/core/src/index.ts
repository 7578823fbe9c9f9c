export * from './backup-installation.ts'
export * from './create-core.ts'
export * from './driver-kit.ts'
export { builtInDrivers } from './drivers/built-in-drivers.ts'
