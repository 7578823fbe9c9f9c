import type { RecognisedSite } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SitePicture } from '../../ui/site-picture.tsx'
import styles from './connect-screen.module.css'

export interface SiteCardProps {
  readonly site: RecognisedSite
  /** Absent where the site is given. */
  readonly onOther?: () => void
}

/** The site that was found, to be recognised. */
export function SiteCard({ site, onOther }: SiteCardProps): ReactNode {
  const { words } = useLanguage()
  const { siteName, siteUrl, picture, encrypted } = site
  const { notEncrypted, otherSite } = words.connect
  return (
    <>
      <section className={styles['site']} aria-label={words.connect.site}>
        {picture !== null && <SitePicture picture={picture} />}
        <div className={styles['siteWords']}>
          <h2>
            <bdi>{siteName}</bdi>
          </h2>
          <p>{siteUrl}</p>
        </div>
        {onOther && <Button onPress={onOther}>{otherSite}</Button>}
      </section>
      {!encrypted && (
        <Notice tone="warn" title={notEncrypted.title} isLive>
          {notEncrypted.text}
        </Notice>
      )}
    </>
  )
}
