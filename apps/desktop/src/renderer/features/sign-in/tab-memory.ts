import type { KeyMemory } from './session-store.ts'

const name = 'muniment-key'

/** The memory of the browser's tab: gone when it is closed. */
export const tabMemory: KeyMemory = {
  get: () => sessionStorage.getItem(name),
  set: (key) => sessionStorage.setItem(name, key),
  clear: () => sessionStorage.removeItem(name),
}
