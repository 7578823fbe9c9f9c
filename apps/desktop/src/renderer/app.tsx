import { useState, type ReactNode } from 'react'
import styles from './app.module.css'
import { ArchiversScreen } from './features/archivers/archivers-screen.tsx'
import { useSession } from './features/sign-in/use-session.ts'
import { TasksScreen } from './features/tasks/tasks-screen.tsx'
import { useLanguage } from './language/language.ts'
import { Navigation, type ScreenName } from './ui/navigation.tsx'

/** The frame around every screen: navigation at the left, the screen beside it. */
export function App(): ReactNode {
  const { words } = useLanguage()
  const session = useSession()
  const [screen, show] = useState<ScreenName>('tasks')
  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#content">
        {words.navigation.skip}
      </a>
      <Navigation screen={screen} onShow={show} onSignOut={session ? () => session.signOut() : undefined} />
      <main id="content" className={styles['content']} tabIndex={-1}>
        {screen === 'tasks' ? <TasksScreen /> : <ArchiversScreen />}
      </main>
    </div>
  )
}
