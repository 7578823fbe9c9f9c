import type { TaskEnding } from '../../shared/engine-messages.ts'
import type { SpokenLanguage } from '../../shared/ipc-contract.ts'

/** What the app says where there is no page: in notifications, and when it is asked to quit. */
export interface MainWords {
  readonly endings: Readonly<Record<TaskEnding['end'], string>>
  readonly quit: {
    readonly message: (tasks: number) => string
    readonly detail: string
    readonly quit: string
    readonly stay: string
  }
}

const english: MainWords = {
  endings: {
    finished: 'Archived completely.',
    incomplete: 'Archived, knowingly incomplete.',
    failed: 'Not everything could be archived. What is done is kept.',
    waits: 'Sign in to the site again: the task then goes on by itself.',
  },
  quit: {
    message: (tasks) =>
      tasks === 1 ? 'A task is not finished yet. Quit anyway?' : `${tasks} tasks are not finished yet. Quit anyway?`,
    detail: 'What was done is kept. Muniment goes on with the rest at the next start.',
    quit: 'Quit',
    stay: 'Keep archiving',
  },
}

const german: MainWords = {
  endings: {
    finished: 'Vollständig archiviert.',
    incomplete: 'Archiviert, bewusst unvollständig.',
    failed: 'Nicht alles konnte archiviert werden. Was fertig ist, bleibt erhalten.',
    waits: 'Melden Sie sich bei der Website neu an: Der Auftrag geht dann von selbst weiter.',
  },
  quit: {
    message: (tasks) =>
      tasks === 1
        ? 'Ein Auftrag ist noch nicht fertig. Trotzdem beenden?'
        : `${tasks} Aufträge sind noch nicht fertig. Trotzdem beenden?`,
    detail: 'Was fertig ist, bleibt erhalten. Mit dem Rest macht Muniment beim nächsten Start weiter.',
    quit: 'Beenden',
    stay: 'Weiter archivieren',
  },
}

export const mainWords: Readonly<Record<SpokenLanguage, MainWords>> = { en: english, de: german }

/** The first of the system's languages that we speak, else English. */
export function spokenLanguageOf(tags: readonly string[]): SpokenLanguage {
  for (const tag of tags) {
    const language = tag.toLowerCase().split(/[-_]/u, 1)[0]
    if (language === 'de' || language === 'en') return language
  }
  return 'en'
}
