import { useEffect, useRef, type ReactNode } from 'react'
import { Route, Router, Switch, useLocation } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { bridgeName } from '../shared/ipc-contract.ts'
import styles from './app.module.css'
import { ArchiveScreen } from './features/archive/archive-screen.tsx'
import { ArchivesScreen } from './features/archives/archives-screen.tsx'
import { Palette } from './features/palette/palette.tsx'
import { NewArchiveScreen } from './features/new-archive/new-archive-screen.tsx'
import { SignInReminder } from './features/connect/sign-in-reminder.tsx'
import { ConnectScreen } from './features/connect/connect-screen.tsx'
import { CourseScreen } from './features/courses/course-screen.tsx'
import { CoursesScreen } from './features/courses/courses-screen.tsx'
import { Home } from './features/welcome/home.tsx'
import { WelcomeScreen } from './features/welcome/welcome-screen.tsx'
import { useSession } from './features/sign-in/use-session.ts'
import { SettingsScreen } from './features/settings/settings-screen.tsx'
import { TaskScreen } from './features/task/task-screen.tsx'
import { TasksScreen } from './features/tasks/tasks-screen.tsx'
import { useLanguage } from './language/language.ts'
import { addresses, goTo } from './navigation/addresses.ts'
import { Navigation } from './navigation/navigation.tsx'
import { NowhereScreen } from './navigation/nowhere-screen.tsx'

/** The frame around every screen, and which screen an address shows. */
export function App(): ReactNode {
  return (
    <Router hook={useHashLocation}>
      <Frame>
        <Switch>
          <Route path="/">
            <Home />
          </Route>
          <Route path="/welcome/:wanted?">
            {({ wanted }) => <WelcomeScreen isBackupWanted={wanted === 'backup'} />}
          </Route>
          <Route path="/connect/:sourceId?">
            {({ sourceId }) => <ConnectScreen key={sourceId} sourceId={sourceId} />}
          </Route>
          <Route path="/courses">
            <CoursesScreen />
          </Route>
          <Route path="/courses/:sourceId/:courseId">
            {({ sourceId, courseId }) => (
              <CourseScreen key={`${sourceId} ${courseId}`} sourceId={sourceId} courseId={Number(courseId)} />
            )}
          </Route>
          <Route path="/courses/:sourceId/:courseId/archive/:courseModuleId">
            {(place) => <NewArchiveScreen {...place} />}
          </Route>
          <Route path="/tasks">
            <TasksScreen />
          </Route>
          <Route path="/tasks/:taskId">{({ taskId }) => <TaskScreen key={taskId} taskId={taskId} />}</Route>
          <Route path="/archives">
            <ArchivesScreen />
          </Route>
          <Route path="/archives/:archiveId">
            {({ archiveId }) => <ArchiveScreen key={archiveId} archiveId={archiveId} />}
          </Route>
          <Route path="/settings/:section?">{({ section }) => <SettingsScreen section={section} />}</Route>
          <Route>
            <NowhereScreen />
          </Route>
        </Switch>
      </Frame>
    </Router>
  )
}

/** Navigation at the left, the screen beside it. */
function Frame({ children }: { readonly children: ReactNode }): ReactNode {
  const { words } = useLanguage()
  const session = useSession()
  const [path] = useLocation()
  const content = useRef<HTMLElement>(null)
  useArrival(path, content)
  useWantedScreens()
  return (
    <div className={styles['frame']}>
      <a
        className={styles['skip']}
        href="#content"
        onClick={(event) => {
          // The address belongs to the screens.
          event.preventDefault()
          content.current?.focus()
        }}
      >
        {words.navigation.skip}
      </a>
      <Navigation path={path} find={<Palette />} onSignOut={session ? () => session.signOut() : undefined} />
      <main ref={content} id="content" className={styles['content']} tabIndex={-1}>
        {!path.startsWith('/connect') && <SignInReminder />}
        {children}
      </main>
    </div>
  )
}

/** Who clicks on a notification wants to see its task; who opens a backup, what becomes of it. */
function useWantedScreens(): void {
  useEffect(() => window[bridgeName]?.onShowTask((taskId) => goTo(addresses.task(taskId))), [])
  useEffect(() => window[bridgeName]?.onShowBackups(() => goTo(addresses.backups())), [])
}

/** A new screen begins at its top, for the eye and for the keyboard. */
function useArrival(path: string, content: React.RefObject<HTMLElement | null>): void {
  const shown = useRef(path)
  useEffect(() => {
    // What the app begins with needs no arrival; `/` only leads on.
    if (shown.current === path || shown.current === '/') {
      shown.current = path
      return
    }
    shown.current = path
    window.scrollTo(0, 0)
    content.current?.focus({ preventScroll: true })
  }, [path, content])
}
