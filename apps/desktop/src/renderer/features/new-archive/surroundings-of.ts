import type { Surroundings } from './settings-form-store.ts'

/** Where forms are filled in. @param tag of the language of the app */
export function surroundingsOf(tag: string): Surroundings {
  return { language: tag.slice(0, 2), timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone }
}
