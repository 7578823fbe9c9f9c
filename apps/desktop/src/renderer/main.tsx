import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connectToEngine, isInDesktopApp } from './connection/connect-to-engine.ts'
import { SessionGate } from './features/sign-in/session-gate.tsx'
import { SessionStore } from './features/sign-in/session-store.ts'
import { tabMemory } from './features/sign-in/tab-memory.ts'
import { SessionContext } from './features/sign-in/use-session.ts'
import { pageMemory } from './features/settings/page-memory.ts'
import { PreferencesStore } from './features/settings/preferences-store.ts'
import { WithPreferences } from './features/settings/with-preferences.tsx'
import { Library } from './library.tsx'
import './ui/theme.css'
import './ui/page.css'

const preferences = new PreferencesStore(pageMemory)
const session = isInDesktopApp() ? null : new SessionStore({ url: location.origin, memory: tabMemory })
void session?.resume()

const root = document.getElementById('app')
if (!root) throw new Error('The page has no place for the app.')
createRoot(root).render(
  <StrictMode>
    <WithPreferences store={preferences} systemLanguages={navigator.languages}>
      <SessionContext value={session}>
        {session ? (
          <SessionGate session={session}>
            <Library connect={session.connect} />
          </SessionGate>
        ) : (
          <Library connect={connectToEngine} />
        )}
      </SessionContext>
    </WithPreferences>
  </StrictMode>,
)
