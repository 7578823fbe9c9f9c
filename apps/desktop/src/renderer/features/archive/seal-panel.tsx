import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { SealMark } from '../../ui/seal-mark.tsx'
import { sizeInWords } from '../archives/size-in-words.ts'
import styles from './archive-screen.module.css'
import type { ShownArchive } from './archive-store.ts'
import { describeSeal, type Seal } from './describe-seal.ts'

const icons: Readonly<Record<Exclude<Seal['kind'], 'intact'>, IconName>> = {
  unverified: 'info',
  damaged: 'cross',
  notFullyChecked: 'warning',
}
/** What is found can be long; all of it is told by the command line. */
const mostFindings = 20

export interface SealPanelProps {
  readonly shown: ShownArchive
  readonly isVerifying: boolean
}

/** What can be said of the archive, in sentences that hold. */
export function SealPanel({ shown, isVerifying }: SealPanelProps): ReactNode {
  const { words } = useLanguage()
  const { seal: said } = words.archive
  const seal = describeSeal(shown)
  return (
    <section className={styles['seal']} data-kind={seal.kind} aria-label={said.label} aria-busy={isVerifying}>
      <div className={styles['mark']}>{seal.kind === 'intact' ? <SealMark /> : <Icon name={icons[seal.kind]} />}</div>
      <div className={styles['said']} role="status">
        {isVerifying ? <p>{said.verifying}</p> : <Verdict seal={seal} shown={shown} />}
      </div>
    </section>
  )
}

function Verdict({ seal, shown }: { readonly seal: Seal; readonly shown: ShownArchive }): ReactNode {
  const { words, formatDate, formatNumber } = useLanguage()
  const { seal: said } = words.archive
  const { archive } = shown
  const { kind, verification, certificate, notCertifiedBy } = seal
  const at = formatDate(verification?.at ?? archive.lastVerifiedAt ?? archive.sealedAt)
  return (
    <>
      <h2>{said[kind]}</h2>
      {kind === 'intact' && <p>{said.intactText(at)}</p>}
      {kind === 'unverified' && <p>{said.unverifiedText(formatDate(archive.sealedAt))}</p>}
      {kind === 'notFullyChecked' && <p>{said.notFullyCheckedText(at)}</p>}
      {kind === 'damaged' && <p>{said.damagedText(at)}</p>}
      <Findings seal={seal} />
      {kind === 'damaged' && <p>{said.damagedAdvice}</p>}
      <p>{certificate ? said.certified(certificate.by, formatDate(certificate.at)) : said.notCertified}</p>
      {notCertifiedBy.map((authority) => (
        <p key={authority}>{said.notCertifiedBy(authority)}</p>
      ))}
      {!archive.complete && <p>{said.incomplete}</p>}
      {verification && (
        <p className={styles['quiet']}>
          {said.checked(formatNumber(verification.filesChecked), sizeInWords(verification.bytesChecked, formatNumber))}
        </p>
      )}
    </>
  )
}

function Findings({ seal: { verification } }: { readonly seal: Seal }): ReactNode {
  const { words, formatNumber } = useLanguage()
  if (!verification || verification.findings.length === 0) return null
  const shown = verification.findings.slice(0, mostFindings)
  const leftOut = verification.findings.length - shown.length + verification.findingsLeftOut
  return (
    <ul className={styles['findings']}>
      {shown.map((finding) => (
        <li key={`${finding.code} ${finding.path} ${finding.message}`}>
          {words.archive.seal.finding(finding)}
          {finding.path !== null && (
            <>
              {' '}
              <bdi className={styles['path']}>{finding.path}</bdi>
            </>
          )}
        </li>
      ))}
      {leftOut > 0 && <li>{words.archive.seal.findingsLeftOut(formatNumber(leftOut))}</li>}
    </ul>
  )
}
