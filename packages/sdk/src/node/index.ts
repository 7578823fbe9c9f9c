export { saveArchive, type SaveArchiveOptions, type SavedArchive } from './save-archive.ts'
