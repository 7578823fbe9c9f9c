import { useEffect, useRef, type ReactNode } from 'react'
import styles from './site-picture.module.css'

export interface SitePictureProps {
  /** A `data:` address of a picture, as the engine checked it. */
  readonly picture: string
}

/**
 * A picture from elsewhere, beside words that say the same. It is painted, not loaded: the page's policy lets it load
 * nothing but its own pictures.
 */
export function SitePicture({ picture }: SitePictureProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const leaving = new AbortController()
    void paint(picture, canvas.current, leaving.signal)
    return () => leaving.abort()
  }, [picture])
  return <canvas ref={canvas} className={styles['picture']} width={0} height={0} aria-hidden="true" />
}

const largest = 320

async function paint(picture: string, canvas: HTMLCanvasElement | null, signal: AbortSignal): Promise<void> {
  const [, mediaType = '', content = ''] = /^data:([a-z/]+);base64,(.+)$/u.exec(picture) ?? []
  const bytes = Uint8Array.from(atob(content), (character) => character.codePointAt(0) ?? 0)
  const bitmap = await createImageBitmap(new Blob([bytes], { type: mediaType })).catch(() => null)
  if (!bitmap || !canvas || signal.aborted) return
  const scale = Math.min(1, largest / Math.max(bitmap.width, bitmap.height))
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
}
