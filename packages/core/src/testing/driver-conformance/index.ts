/** The conformance kit for drivers; see the README of this folder. */
export * from './conformance-options.ts'
export { driverConformance } from './driver-conformance.ts'
export { hostileNames } from './hostile-names.ts'
export { MemorySite } from './memory-site.ts'
export { sampleFile, type SampleFile } from './sample-file.ts'
