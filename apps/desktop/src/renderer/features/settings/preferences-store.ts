import { createStore, type StoreApi } from 'zustand/vanilla'

export const languageChoices = ['system', 'en', 'de'] as const
export const themeChoices = ['system', 'light', 'dark'] as const

/** How this person wants the app. `system` is as the computer is set. */
export interface Preferences {
  readonly language: (typeof languageChoices)[number]
  readonly theme: (typeof themeChoices)[number]
}

/** Where preferences are kept: the page's own storage. */
export interface PreferencesMemory {
  get(): string | null
  set(text: string): void
}

/** Keeps {@link Preferences}. Knows nothing of React. */
export class PreferencesStore {
  readonly state: StoreApi<Preferences>
  readonly #memory: PreferencesMemory

  constructor(memory: PreferencesMemory) {
    this.#memory = memory
    this.state = createStore(() => readPreferences(memory.get()))
  }

  change(changed: Partial<Preferences>): void {
    this.state.setState(changed)
    this.#memory.set(JSON.stringify(this.state.getState()))
  }
}

/** What is not as it should be, perhaps from another version, is as if it had not been chosen. */
function readPreferences(text: string | null): Preferences {
  const kept = text === null ? undefined : parse(text)
  return {
    language: languageChoices.find((choice) => choice === kept?.['language']) ?? 'system',
    theme: themeChoices.find((choice) => choice === kept?.['theme']) ?? 'system',
  }
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const kept: unknown = JSON.parse(text)
    return typeof kept === 'object' && kept !== null ? { ...kept } : undefined
  } catch {
    return undefined
  }
}
