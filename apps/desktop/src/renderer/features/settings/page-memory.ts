import type { PreferencesMemory } from './preferences-store.ts'

const name = 'muniment-preferences'

/** The storage of the page: of the app on this computer, or of this browser for this server. */
export const pageMemory: PreferencesMemory = {
  get: () => localStorage.getItem(name),
  set: (text) => localStorage.setItem(name, text),
}
