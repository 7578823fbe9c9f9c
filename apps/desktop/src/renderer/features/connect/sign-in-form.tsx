import type { RecognisedSite } from '@muniment/sdk'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RadioChoice } from '../../ui/radio-choice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './connect-screen.module.css'
import type { ConnectStore, Credentials } from './connect-store.ts'
import type { SignInWay } from './words.ts'

export interface SignInFormProps {
  readonly store: ConnectStore
  readonly site: RecognisedSite
}

/** Asks how to sign in, and for what that needs. */
export function SignInForm({ store, site }: SignInFormProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { isBusy, failure } = useStore(store.state)
  const offered: readonly SignInWay[] = [...site.signIns, 'token']
  const [way, setWay] = useState<SignInWay>(offered[0] ?? 'token')
  const [typed, setTyped] = useState({ userName: '', password: '', token: '' })
  const { ways, howToSignIn, problem } = words.connect
  const error = failure && (problem(failure.code ?? '', 'sign-in') ?? textOf(failure.text))
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (isBusy) return
    const credentials = toCredentials(way, typed)
    if (way === 'browser') void store.signInByBrowser()
    else if (credentials) void store.signIn(credentials)
  }
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <RadioChoice
        label={howToSignIn}
        options={offered.map((id) => ({ id, ...ways[id] }))}
        value={way}
        onChange={setWay}
        isDisabled={isBusy}
      />
      <Fields way={way} typed={typed} onType={setTyped} error={error} />
      <div>
        <SubmitButton way={way} isBusy={isBusy} />
      </div>
    </form>
  )
}

interface Typed {
  readonly userName: string
  readonly password: string
  readonly token: string
}

interface FieldsProps {
  readonly way: SignInWay
  readonly typed: Typed
  readonly onType: (typed: Typed) => void
  readonly error: string | null
}

function Fields({ way, typed, onType, error }: FieldsProps): ReactNode {
  const { words } = useLanguage()
  const { userName, password, passwordHelp, token, tokenHelp, failed } = words.connect
  if (way === 'browser') {
    return error === null ? null : (
      <Notice tone="bad" title={failed}>
        {error}
      </Notice>
    )
  }
  if (way === 'token') {
    const onChange = (text: string): void => onType({ ...typed, token: text })
    return (
      <TextField kind="password" label={token} help={tokenHelp} value={typed.token} onChange={onChange} error={error} />
    )
  }
  return (
    <>
      <TextField
        label={userName}
        value={typed.userName}
        onChange={(text) => onType({ ...typed, userName: text })}
        autoComplete="username"
      />
      <TextField
        kind="password"
        label={password}
        help={passwordHelp}
        value={typed.password}
        onChange={(text) => onType({ ...typed, password: text })}
        error={error}
        autoComplete="current-password"
      />
    </>
  )
}

function SubmitButton({ way, isBusy }: { readonly way: SignInWay; readonly isBusy: boolean }): ReactNode {
  const { words } = useLanguage()
  const { signIn, signingIn, openBrowser, openingBrowser } = words.connect
  const [idle, busy] = way === 'browser' ? [openBrowser, openingBrowser] : [signIn, signingIn]
  return (
    <Button tone="primary" isSubmit isBusy={isBusy}>
      {isBusy ? busy : idle}
    </Button>
  )
}

/** Undefined while something is missing. */
function toCredentials(way: SignInWay, { userName, password, token }: Typed): Credentials | undefined {
  if (way === 'token') return token.trim() === '' ? undefined : { kind: 'token', token: token.trim() }
  if (way !== 'password' || userName.trim() === '' || password === '') return undefined
  return { kind: 'password', userName: userName.trim(), password }
}
