import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { SealMark } from '../../ui/seal-mark.tsx'
import { useSession } from '../sign-in/use-session.ts'
import styles from './no-tasks.module.css'

export interface NoTasksProps {
  readonly dataFolder: string | null
}

/** The list before the first task: what it will show, and how to get there. */
export function NoTasks({ dataFolder }: NoTasksProps): ReactNode {
  const { words } = useLanguage()
  const { empty } = words.tasks
  const session = useSession()
  const [key, file, run] = empty.steps
  return (
    <section className={styles['empty']}>
      <div className={styles['lead']}>
        <SealMark />
        <h2>{empty.title}</h2>
        <p>{empty.text}</p>
      </div>
      <div className={styles['steps']}>
        <h3>{empty.stepsTitle}</h3>
        <ol>
          <li>{key}</li>
          <li>{file}</li>
          <li>
            {run}
            <pre aria-label={empty.commandLabel} tabIndex={0}>
              {commandFor(session ? `--server ${location.origin}` : `--data "${dataFolder ?? ''}"`, empty.placeholders)}
            </pre>
          </li>
        </ol>
      </div>
    </section>
  )
}

/** On one line, since terminals differ in how a line is continued. */
function commandFor(place: string, { course, activity }: { course: string; activity: string }): string {
  const site = '--moodle https://moodle.example.edu --token-file token.txt'
  return `muniment archive ${site} --course ${course} --activity ${activity} ${place}`
}
