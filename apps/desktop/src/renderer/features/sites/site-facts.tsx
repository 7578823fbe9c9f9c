import type { SourceRecord, SourceTraffic } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import styles from './sites-section.module.css'

export interface SiteFactsProps {
  readonly source: SourceRecord
  readonly traffic: SourceTraffic
}

/** Where a site is, as whom it is read, and how. Of the sample, which is nowhere, only what it is. */
export function SiteFacts({ source, traffic }: SiteFactsProps): ReactNode {
  const { words, formatDay, formatDate, formatNumber } = useLanguage()
  const { facts, kinds, requests } = words.sites
  const { kind, siteUrl, release, userFullName, userName, connectedAt } = source
  const { parallelRequests, maxParallelRequests, pausedUntil } = traffic
  if (kind === 'sample') return <p className={styles['quiet']}>{kinds.sample}</p>
  return (
    <dl className={styles['facts']}>
      <dt>{facts.address}</dt>
      <dd className={styles['address']}>{siteUrl}</dd>
      <dt>{facts.person}</dt>
      <dd>
        <bdi>{userFullName}</bdi> (<bdi>{userName}</bdi>)
      </dd>
      <dt>{facts.kind}</dt>
      <dd>{kinds.moodle(release)}</dd>
      <dt>{facts.connectedAt}</dt>
      <dd>{formatDay(connectedAt)}</dd>
      <dt>{facts.requests}</dt>
      <dd>
        {requests({
          atOnce: parallelRequests === null ? null : formatNumber(parallelRequests),
          atMost: formatNumber(maxParallelRequests),
          pausedUntil: pausedUntil === null ? null : formatDate(pausedUntil),
        })}
      </dd>
    </dl>
  )
}
