export * from './archiving-error.ts'
export * from './error-codes.ts'
export * from './wrap-unknown-error.ts'
