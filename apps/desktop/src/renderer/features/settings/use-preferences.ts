import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Preferences, PreferencesStore } from './preferences-store.ts'

export const PreferencesContext = createContext<PreferencesStore | null>(null)

export function usePreferences(): { readonly store: PreferencesStore; readonly preferences: Preferences } {
  const store = useContext(PreferencesContext)
  if (!store) throw new Error('There are no preferences around this component.')
  return { store, preferences: useStore(store.state) }
}
