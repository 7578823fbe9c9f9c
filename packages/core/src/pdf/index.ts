export * from './report-typesetter.ts'
export { createTypstTypesetter, type TypstTypesetterOptions } from './typst-typesetter.ts'
