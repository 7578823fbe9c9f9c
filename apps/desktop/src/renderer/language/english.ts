import { english as archive } from '../features/archive/english.ts'
import { english as archivers } from '../features/archivers/english.ts'
import { english as archives } from '../features/archives/english.ts'
import { english as connect } from '../features/connect/english.ts'
import { english as courses } from '../features/courses/english.ts'
import { english as key } from '../features/key/english.ts'
import { english as diagnostics } from '../features/diagnostics/english.ts'
import { english as palette } from '../features/palette/english.ts'
import { english as newArchive } from '../features/new-archive/english.ts'
import { english as presets } from '../features/presets/english.ts'
import { english as settings } from '../features/settings/english.ts'
import { english as signIn } from '../features/sign-in/english.ts'
import { english as sites } from '../features/sites/english.ts'
import { english as storage } from '../features/storage/english.ts'
import { english as task } from '../features/task/english.ts'
import { english as tasks } from '../features/tasks/english.ts'
import { english as welcome } from '../features/welcome/english.ts'
import { english as navigation } from '../navigation/english.ts'
import type { Words } from './words.ts'

export const english: Words = {
  general: {
    tryAgain: 'Try again',
    cancel: 'Cancel',
    close: 'Close',
    typeName: (name) => `To confirm, type the name: ${name}`,
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
