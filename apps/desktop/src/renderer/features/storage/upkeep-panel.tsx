import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { sizeInWords } from '../archives/size-in-words.ts'
import { CheckReport } from './check-report.tsx'
import styles from './storage-section.module.css'
import { UpkeepStore, type UpkeepWork } from './upkeep-store.ts'
import type { Written } from './words.ts'

const works = ['check', 'clean'] as const satisfies readonly UpkeepWork[]

/** Checks the kept contents, and removes what nothing needs, when somebody wants it. */
export function UpkeepPanel(): ReactNode {
  const { words, formatNumber, textOf } = useLanguage()
  const engine = useEngine()
  const [store] = useState(() => new UpkeepStore(engine))
  useEffect(() => () => store.stop(), [store])
  const { running, checked, cleaned, failure } = useStore(store.state)
  const { upkeep: said } = words.storage
  const written: Written = { number: formatNumber, size: (bytes) => sizeInWords(bytes, formatNumber) }
  const about = { check: said.checkText, clean: said.cleanText }
  const results = {
    check: checked && <CheckReport report={checked} written={written} />,
    clean: cleaned && (
      <Notice tone="good" isLive>
        {said.cleaned(cleaned, written)}
      </Notice>
    ),
  }
  return (
    <section className={styles['part']}>
      <h2>{said.title}</h2>
      <p className={styles['quiet']}>{said.text}</p>
      <div className={styles['works']}>
        {works.map((work) => (
          <div key={work} className={styles['work']}>
            <p>{about[work]}</p>
            <div className={styles['actions']}>
              {running === 'check' && work === 'check' && <Button onPress={() => store.stop()}>{said.stop}</Button>}
              <Button
                isBusy={running === work}
                isDisabled={running !== null && running !== work}
                onPress={() => void store[work]()}
              >
                {said[work]}
              </Button>
            </div>
            {running === work && <Waiting>{said.running[work]}</Waiting>}
            {running !== work && results[work]}
            {failure?.work === work && (
              <Notice tone="bad" title={said.failed[work]}>
                {said.problem(failure.why.code ?? '') ?? textOf(failure.why.text)}
              </Notice>
            )}
          </div>
        ))}
      </div>
    </section>
  )
}
