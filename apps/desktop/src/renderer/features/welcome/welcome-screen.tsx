import { useId, useState, type ReactNode } from 'react'
import { isInDesktopApp } from '../../connection/connect-to-engine.ts'
import { toFailure, type Failure } from '../../connection/failure.ts'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { addresses, goTo } from '../../navigation/addresses.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ScreenHeader } from '../../ui/screen-header.tsx'
import styles from './welcome-screen.module.css'

export interface WelcomeScreenProps {
  /** Somebody had the app opened with a Moodle backup. */
  readonly isBackupWanted: boolean
}

/** How do I start? */
export function WelcomeScreen({ isBackupWanted }: WelcomeScreenProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { title, summary, connect, backup, backupLater, sample, later, local, openingSample, sampleFailed } =
    words.welcome
  const { add, isAdding, failure } = useSample()
  return (
    <>
      <ScreenHeader title={title} summary={summary} />
      {isBackupWanted && (
        <div className={styles['notice']}>
          <Notice tone="info" title={backupLater.title} isLive>
            {backupLater.text}
          </Notice>
        </div>
      )}
      {failure && (
        <div className={styles['notice']}>
          <Notice tone="bad" title={sampleFailed}>
            {textOf(failure.text)}
          </Notice>
        </div>
      )}
      <ul className={styles['ways']}>
        <Way icon="course" title={connect.title} text={connect.text} isFirst>
          <ButtonLink href={addresses.connect()} tone="primary">
            {connect.action}
          </ButtonLink>
        </Way>
        <Way icon="file" title={backup.title} text={backup.text}>
          <p className={styles['later']}>{later}</p>
        </Way>
        <Way icon="archive" title={sample.title} text={sample.text}>
          <Button onPress={add} isBusy={isAdding}>
            {isAdding ? openingSample : sample.action}
          </Button>
        </Way>
      </ul>
      {isInDesktopApp() && <p className={styles['local']}>{local}</p>}
    </>
  )
}

interface WayProps {
  readonly icon: IconName
  readonly title: string
  readonly text: string
  /** What most people want. */
  readonly isFirst?: boolean
  readonly children: ReactNode
}

function Way({ icon, title, text, isFirst = false, children }: WayProps): ReactNode {
  const id = useId()
  return (
    <li className={styles['way']} aria-labelledby={id} data-first={isFirst || undefined}>
      <Icon name={icon} />
      <h2 id={id}>{title}</h2>
      <p>{text}</p>
      <div className={styles['action']}>{children}</div>
    </li>
  )
}

function useSample(): { readonly add: () => void; readonly isAdding: boolean; readonly failure: Failure | null } {
  const engine = useEngine()
  const { tag } = useLanguage()
  const [isAdding, setAdding] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const language = tag.toLowerCase().startsWith('de') ? 'de' : 'en'
  const add = async (): Promise<void> => {
    setAdding(true)
    setFailure(null)
    try {
      await engine.change((client, signal) => client.sources.addSample({ language }, { signal }))
      goTo(addresses.courses())
    } catch (error) {
      setFailure(toFailure(error))
      setAdding(false)
    }
  }
  return { add: () => void add(), isAdding, failure }
}
