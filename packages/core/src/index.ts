export * from './create-core.ts'
export * from './driver-kit.ts'
