import { german as archive } from '../features/archive/german.ts'
import { german as archivers } from '../features/archivers/german.ts'
import { german as archives } from '../features/archives/german.ts'
import { german as connect } from '../features/connect/german.ts'
import { german as courses } from '../features/courses/german.ts'
import { german as key } from '../features/key/german.ts'
import { german as diagnostics } from '../features/diagnostics/german.ts'
import { german as palette } from '../features/palette/german.ts'
import { german as newArchive } from '../features/new-archive/german.ts'
import { german as presets } from '../features/presets/german.ts'
import { german as settings } from '../features/settings/german.ts'
import { german as signIn } from '../features/sign-in/german.ts'
import { german as sites } from '../features/sites/german.ts'
import { german as storage } from '../features/storage/german.ts'
import { german as task } from '../features/task/german.ts'
import { german as tasks } from '../features/tasks/german.ts'
import { german as welcome } from '../features/welcome/german.ts'
import { german as navigation } from '../navigation/german.ts'
import type { Words } from './words.ts'

export const german: Words = {
  general: {
    tryAgain: 'Erneut versuchen',
    cancel: 'Abbrechen',
    close: 'Schließen',
    typeName: (name) => `Geben Sie zur Bestätigung den Namen ein: ${name}`,
  },
  navigation,
  welcome,
  connect,
  courses,
  key,
  signIn,
  tasks,
  task,
  settings,
  sites,
  storage,
  archivers,
  newArchive,
  presets,
  diagnostics,
  palette,
  archives,
  archive,
}
