import type { ArchiveWords } from '../features/archive/words.ts'
import type { ArchiverWords } from '../features/archivers/words.ts'
import type { ArchivesWords } from '../features/archives/words.ts'
import type { ConnectWords } from '../features/connect/words.ts'
import type { CourseWords } from '../features/courses/words.ts'
import type { KeyWords } from '../features/key/words.ts'
import type { DiagnosticsWords } from '../features/diagnostics/words.ts'
import type { PaletteWords } from '../features/palette/words.ts'
import type { NewArchiveWords } from '../features/new-archive/words.ts'
import type { PresetWords } from '../features/presets/words.ts'
import type { SettingsWords } from '../features/settings/words.ts'
import type { SignInWords } from '../features/sign-in/words.ts'
import type { SiteWords } from '../features/sites/words.ts'
import type { StorageWords } from '../features/storage/words.ts'
import type { TaskScreenWords } from '../features/task/words.ts'
import type { TaskWords } from '../features/tasks/words.ts'
import type { WelcomeWords } from '../features/welcome/words.ts'
import type { NavigationWords } from '../navigation/words.ts'

/** Words that many screens need. */
export interface GeneralWords {
  readonly tryAgain: string
  readonly cancel: string
  readonly close: string
  readonly typeName: (name: string) => string
}

/**
 * Every word of the app, in one language; each feature has its own. Numbers and dates come in already written as the
 * language writes them.
 */
export interface Words {
  readonly general: GeneralWords
  readonly navigation: NavigationWords
  readonly signIn: SignInWords
  readonly welcome: WelcomeWords
  readonly connect: ConnectWords
  readonly courses: CourseWords
  readonly key: KeyWords
  readonly tasks: TaskWords
  readonly task: TaskScreenWords
  readonly settings: SettingsWords
  readonly sites: SiteWords
  readonly storage: StorageWords
  readonly archivers: ArchiverWords
  readonly newArchive: NewArchiveWords
  readonly presets: PresetWords
  readonly diagnostics: DiagnosticsWords
  readonly palette: PaletteWords
  readonly archives: ArchivesWords
  readonly archive: ArchiveWords
}
