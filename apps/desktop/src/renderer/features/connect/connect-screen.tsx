import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { bridgeName } from '../../../shared/ipc-contract.ts'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { addresses, goTo } from '../../navigation/addresses.ts'
import { Notice } from '../../ui/notice.tsx'
import { ScreenHeader } from '../../ui/screen-header.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { AddressForm } from './address-form.tsx'
import { BrowserStep } from './browser-step.tsx'
import styles from './connect-screen.module.css'
import { ConnectStore } from './connect-store.ts'
import { SignInForm } from './sign-in-form.tsx'
import { SiteCard } from './site-card.tsx'

export interface ConnectScreenProps {
  /** Whose sign-in is asked for again; absent for a new source. */
  readonly sourceId: string | undefined
}

/** Which Moodle, and who are you there? */
export function ConnectScreen({ sourceId }: ConnectScreenProps): ReactNode {
  const { words, textOf } = useLanguage()
  const store = useConnectStore(sourceId)
  const { step, site, isBusy, failure } = useStore(store.state)
  const isAgain = sourceId !== undefined
  const { title, titleAgain, summary, summaryAgain, finding, obstacleTitle, obstacles, failed } = words.connect
  return (
    <>
      <ScreenHeader
        title={isAgain ? titleAgain : title}
        summary={isAgain ? summaryAgain : summary}
        parent={
          isAgain
            ? { name: words.courses.title, href: addresses.courses() }
            : { name: words.welcome.title, href: addresses.welcome() }
        }
      />
      <div className={styles['steps']}>
        {step === 'address' && !isAgain && <AddressForm store={store} />}
        {step === 'address' && isAgain && isBusy && <Waiting>{finding}</Waiting>}
        {step === 'address' && isAgain && failure && (
          <Notice tone="bad" title={failed}>
            {words.connect.problem(failure.code ?? '', step) ?? textOf(failure.text)}
          </Notice>
        )}
        {site && <SiteCard site={site} {...(!isAgain && { onOther: () => store.back() })} />}
        {site?.obstacle && (
          <Notice tone="bad" title={obstacleTitle}>
            {obstacles[site.obstacle.kind]}
          </Notice>
        )}
        {site && !site.obstacle && step === 'sign-in' && <SignInForm store={store} site={site} />}
        {step === 'browser' && <BrowserStep store={store} />}
      </div>
    </>
  )
}

function useConnectStore(sourceId: string | undefined): ConnectStore {
  const engine = useEngine()
  const [store] = useState(() => new ConnectStore({ engine, openInBrowser, sourceId }))
  const { step } = useStore(store.state)
  useEffect(() => store.start(), [store])
  useEffect(() => {
    const bridge = window[bridgeName]
    const stop = bridge?.onHandOver((handOver) => void store.finish(handOver))
    void bridge?.awaitHandOvers()
    return stop
  }, [store])
  useEffect(() => {
    if (step === 'connected') goTo(addresses.courses())
  }, [step])
  return store
}

/** In a browser, the site's page is opened beside ours. */
async function openInBrowser(launchUrl: string): Promise<boolean> {
  const bridge = window[bridgeName]
  if (bridge) return await bridge.openSignIn(launchUrl)
  window.open(launchUrl, '_blank', 'noopener,noreferrer')
  return true
}
