import { expect, test } from 'vitest'
import { PreferencesStore, type PreferencesMemory } from './preferences-store.ts'

function memoryWith(kept: string | null): PreferencesMemory & { kept: string | null } {
  return {
    kept,
    get() {
      return this.kept
    },
    set(text) {
      this.kept = text
    },
  }
}

test('what was chosen is there again', () => {
  const memory = memoryWith(null)
  const store = new PreferencesStore(memory)
  expect(store.state.getState()).toEqual({ language: 'system', theme: 'system' })
  store.change({ theme: 'dark' })
  store.change({ language: 'de' })
  expect(new PreferencesStore(memory).state.getState()).toEqual({ language: 'de', theme: 'dark' })
})

test.each(['no JSON', '"text"', 'null', '{"language":"tlh","theme":7}', '[]'])(
  'of %s nothing is taken over',
  (kept) => {
    expect(new PreferencesStore(memoryWith(kept)).state.getState()).toEqual({ language: 'system', theme: 'system' })
  },
)
