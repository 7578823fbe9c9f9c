import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { pause } from '../../connection/pause.ts'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { goTo } from '../../navigation/addresses.ts'
import { places } from '../../navigation/places.ts'
import { Button } from '../../ui/button.tsx'
import { FindDialog } from '../../ui/find-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './palette.module.css'
import { paletteKinds } from './palette-entry.ts'
import { PaletteStore } from './palette-store.ts'

/** The button that opens the palette, which Ctrl K or ⌘ K opens from anywhere, and the palette. */
export function Palette(): ReactNode {
  const engine = useEngine()
  const { words } = useLanguage()
  const [store] = useState(() => new PaletteStore({ engine, pause }))
  const { isOpen, typed, entries, isLooking } = useStore(store.state)
  const open = useCallback((): void => {
    const toEntry = ({ name, path }: (typeof places)[number]) =>
      ({ id: path, kind: 'place', title: words.navigation.places[name], detail: null, href: `#${path}` }) as const
    store.open(places.map(toEntry))
  }, [store, words])
  useShortcut(open)
  const keys = isApple() ? '⌘ K' : 'Ctrl K'
  const groups = paletteKinds.map((kind) => ({
    id: kind,
    name: words.palette.kinds[kind],
    entries: entries.filter((entry) => entry.kind === kind),
  }))
  return (
    <div className={styles['opener']}>
      <Button onPress={open}>
        <Icon name="search" />
        <span className={styles['word']}>{words.palette.open}</span>
        <kbd className={styles['keys']}>{keys}</kbd>
      </Button>
      <FindDialog
        title={words.palette.title}
        label={words.palette.label}
        isOpen={isOpen}
        typed={typed}
        onType={(text) => store.type(text)}
        groups={groups.filter((group) => group.entries.length > 0)}
        nothing={isLooking ? words.palette.looking : words.palette.nothing}
        onClose={() => store.close()}
        onChoose={(id) => {
          const entry = entries.find((candidate) => candidate.id === id)
          store.close()
          if (entry) goTo(entry.href)
        }}
      />
    </div>
  )
}

function useShortcut(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === 'k'
      if (!isShortcut || event.repeat) return
      event.preventDefault()
      open()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [open])
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/u.test(navigator.userAgent)
}
