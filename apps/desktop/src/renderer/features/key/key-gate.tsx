import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { bridgeName } from '../../../shared/ipc-contract.ts'
import type { Engine } from '../../connection/engine.ts'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { SealMark } from '../../ui/seal-mark.tsx'
import styles from './key-gate.module.css'
import type { KeyTroubleWords, KeyWords } from './words.ts'

export interface KeyGateProps {
  readonly engine: Engine
  /** Something was decided, or may have changed: the library is to be opened again. */
  readonly onDecided: () => void
  readonly children: ReactNode
}

type KeyTrouble = 'missing' | 'locked' | 'lost'

const troubles: Readonly<Record<string, KeyTrouble>> = {
  keystore_missing: 'missing',
  keystore_locked: 'locked',
  secret_key: 'lost',
}

/** Shows what it holds, unless the key to the sign-ins cannot be had: then why, and what can be done. */
export function KeyGate({ engine, onDecided, children }: KeyGateProps): ReactNode {
  const trouble = useStore(engine.trouble)
  const kind = trouble === null ? undefined : troubles[trouble.reason]
  return kind === undefined ? children : <KeyTroubleScreen kind={kind} onDecided={onDecided} />
}

interface KeyTroubleScreenProps {
  readonly kind: KeyTrouble
  readonly onDecided: () => void
}

function KeyTroubleScreen({ kind, onDecided }: KeyTroubleScreenProps): ReactNode {
  const { words } = useLanguage()
  const [isAsking, setAsking] = useState(false)
  const said: KeyTroubleWords = words.key[kind]
  const decide = async (decision: 'keep-in-file' | 'begin-anew'): Promise<void> => {
    await window[bridgeName]?.decideAboutKey(decision)
    onDecided()
  }
  return (
    <main className={styles['place']}>
      <section className={styles['card']} role="alert">
        <SealMark />
        <h1>{said.title}</h1>
        <p>{said.text}</p>
        <p className={styles['safe']}>{said.safe}</p>
        <div className={styles['actions']}>
          {kind === 'missing' && <Button onPress={() => void decide('keep-in-file')}>{words.key.keepInFile}</Button>}
          {kind !== 'missing' && <Button onPress={() => setAsking(true)}>{words.key.beginAnew}</Button>}
          <Button tone="primary" onPress={onDecided}>
            {words.general.tryAgain}
          </Button>
        </div>
      </section>
      <BeginAnew
        words={words.key}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => void decide('begin-anew')}
      />
    </main>
  )
}

interface BeginAnewProps {
  readonly words: KeyWords
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
}

function BeginAnew({ words, isOpen, onClose, onConfirm }: BeginAnewProps): ReactNode {
  const { title, text } = words.beginAnewQuestion
  return (
    <ConfirmDialog title={title} action={words.beginAnew} isDanger {...{ isOpen, onClose, onConfirm }}>
      <p>{text}</p>
    </ConfirmDialog>
  )
}
