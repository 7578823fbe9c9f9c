export * from './create-core.ts'
export * from './driver-kit.ts'
export { isSecretKeyLost, secretKeyLost } from './db/assert-key-fits.ts'
export { holdsSignIns } from './db/holds-sign-ins.ts'
