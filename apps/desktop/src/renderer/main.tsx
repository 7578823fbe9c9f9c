import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { connectToEngine } from './connection/connect-to-engine.ts'
import { pause } from './connection/pause.ts'
import { ArchiverListStore } from './features/archivers/archiver-list-store.ts'
import { ArchiverListContext } from './features/archivers/use-archiver-list.ts'
import { TaskListStore } from './features/tasks/task-list-store.ts'
import { TaskListContext } from './features/tasks/use-task-list.ts'
import { chooseLanguage, LanguageContext } from './language/language.ts'
import './ui/theme.css'
import './ui/page.css'

const language = chooseLanguage(navigator.languages)
const taskList = new TaskListStore({ connect: connectToEngine, pause })
const archiverList = new ArchiverListStore(connectToEngine)

document.documentElement.lang = language.tag
const root = document.getElementById('app')
if (!root) throw new Error('The page has no place for the app.')
createRoot(root).render(
  <StrictMode>
    <LanguageContext value={language}>
      <TaskListContext value={taskList}>
        <ArchiverListContext value={archiverList}>
          <App />
        </ArchiverListContext>
      </TaskListContext>
    </LanguageContext>
  </StrictMode>,
)
