import { stat } from 'node:fs/promises'
import Database from 'better-sqlite3'
import { databaseFileIn } from '../data-folder-names.ts'

/**
 * Whether the database of a data folder keeps sign-ins, which need the secret key that they were kept with. A database
 * that is not there, or cannot be read, keeps none, as far as this can tell: opening it gives an error of its own.
 */
export async function holdsSignIns(dataFolder: string): Promise<boolean> {
  const file = databaseFileIn(dataFolder)
  const facts = await stat(file).catch(() => null)
  if (facts === null || facts.size === 0) return false
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true })
    try {
      return database.prepare("select 1 from source where secret <> '' limit 1").get() !== undefined
    } finally {
      database.close()
    }
  } catch {
    // Damaged, another program's, or older than the table.
    return false
  }
}
