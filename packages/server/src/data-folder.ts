import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Environment } from './env.ts'

/**
 * The folder for the database, the artifact store and the key: the one that was asked for, else the platform's for a
 * user's data (XDG base directories, `Application Support`, `LocalAppData`).
 */
export function dataFolderFor(
  asked: string | undefined,
  { MUNIMENT_DATA, userDataFolder }: Environment,
  platform: NodeJS.Platform,
): string {
  const chosen = asked ?? MUNIMENT_DATA
  if (chosen !== undefined) return resolve(chosen)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Muniment')
  if (platform === 'win32') return join(userDataFolder ?? join(homedir(), 'AppData', 'Local'), 'Muniment')
  return join(userDataFolder ?? join(homedir(), '.local', 'share'), 'muniment')
}
