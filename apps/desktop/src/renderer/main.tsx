import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { connectToEngine } from './connection/connect-to-engine.ts'
import { pause } from './connection/pause.ts'
import { TaskListStore } from './features/tasks/task-list-store.ts'
import { TaskListContext } from './features/tasks/use-task-list.ts'
import { chooseLanguage, LanguageContext } from './language/language.ts'
import './ui/theme.css'
import './ui/page.css'

const language = chooseLanguage(navigator.languages)
const taskList = new TaskListStore({ connect: connectToEngine, pause })

document.documentElement.lang = language.tag
const root = document.getElementById('app')
if (!root) throw new Error('The page has no place for the app.')
createRoot(root).render(
  <StrictMode>
    <LanguageContext value={language}>
      <TaskListContext value={taskList}>
        <App />
      </TaskListContext>
    </LanguageContext>
  </StrictMode>,
)
