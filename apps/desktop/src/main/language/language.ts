import type { SpokenLanguage } from '../../shared/ipc-contract.ts'
import { mainWords, type MainWords } from './main-words.ts'

/** The language that the app speaks: as the system is set, until a page tells what was chosen. */
export class Language {
  #words = mainWords.en

  get words(): MainWords {
    return this.#words
  }

  speak(language: SpokenLanguage): void {
    this.#words = mainWords[language]
  }
}
