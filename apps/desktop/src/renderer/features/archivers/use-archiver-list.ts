import { createContext, useContext, useEffect } from 'react'
import { useStore } from 'zustand'
import type { ArchiverListState, ArchiverListStore } from './archiver-list-store.ts'

export const ArchiverListContext = createContext<ArchiverListStore | null>(null)

/** The archivers of the app, asked for when something begins to show them. */
export function useArchiverList(): { readonly list: ArchiverListStore; readonly state: ArchiverListState } {
  const list = useContext(ArchiverListContext)
  if (!list) throw new Error('There is no list of archivers around this component.')
  useEffect(() => list.load(), [list])
  return { list, state: useStore(list.state) }
}
