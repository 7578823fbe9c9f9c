import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const driver = fileURLToPath(import.meta.resolve('better-sqlite3'))
const program = `
const Database = require(${JSON.stringify(driver)})
const database = new Database(process.argv[1], { timeout: 10000 })
for (const statement of process.argv.slice(2)) database.exec(statement)
process.stdout.write('held')
process.stdin.resume().on('end', () => process.exit())
`

/** Another program that holds a database. */
export interface DatabaseHolder extends AsyncDisposable {
  /** Lets go of it, and ends. */
  release(): Promise<void>
}

/**
 * Starts another program that opens a database and runs statements in it.
 *
 * - `begin immediate`: nobody else can write, and others read on.
 * - `pragma locking_mode = exclusive`, then a write: nobody else can even read.
 */
export async function holdDatabase(file: string, ...statements: readonly string[]): Promise<DatabaseHolder> {
  const child = spawn(process.execPath, ['--eval', program, file, ...statements], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => Promise.reject(new Error('The other program could not hold the database.'))),
  ])
  const release = async (): Promise<void> => {
    child.stdin.end()
    await ended
  }
  return { release, [Symbol.asyncDispose]: release }
}
