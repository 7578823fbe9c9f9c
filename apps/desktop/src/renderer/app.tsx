import type { ReactNode } from 'react'
import styles from './app.module.css'
import { TasksScreen } from './features/tasks/tasks-screen.tsx'
import { useLanguage } from './language/language.ts'
import { Navigation } from './ui/navigation.tsx'

/** The frame around every screen: navigation at the left, the screen beside it. */
export function App(): ReactNode {
  const { words } = useLanguage()
  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#content">
        {words.navigation.skip}
      </a>
      <Navigation />
      <main id="content" className={styles['content']} tabIndex={-1}>
        <TasksScreen />
      </main>
    </div>
  )
}
