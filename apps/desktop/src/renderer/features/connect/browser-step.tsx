import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './connect-screen.module.css'
import type { ConnectStore } from './connect-store.ts'

export interface BrowserStepProps {
  readonly store: ConnectStore
}

/** While the sign-in goes on in the browser: what to do there, and what if it does not come back. */
export function BrowserStep({ store }: BrowserStepProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { isBusy, failure } = useStore(store.state)
  const [pasted, setPasted] = useState('')
  const { inBrowser, signingIn, problem } = words.connect
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (pasted.trim() !== '' && !isBusy) void store.finish(pasted)
  }
  return (
    <>
      <Notice
        tone="info"
        title={inBrowser.title}
        isLive
        actions={
          <>
            <Button onPress={() => void store.signInByBrowser()} isBusy={isBusy}>
              {inBrowser.again}
            </Button>
            <Button onPress={() => store.back()}>{inBrowser.back}</Button>
          </>
        }
      >
        {inBrowser.text}
      </Notice>
      <form className={styles['form']} onSubmit={submit} noValidate>
        <TextField
          kind="password"
          label={inBrowser.pasted}
          help={inBrowser.pastedHelp}
          value={pasted}
          onChange={setPasted}
          error={failure && (problem(failure.code ?? '', 'browser') ?? textOf(failure.text))}
        />
        <div>
          <Button isSubmit isBusy={isBusy}>
            {isBusy ? signingIn : inBrowser.finish}
          </Button>
        </div>
      </form>
    </>
  )
}
