import type { ReactNode } from 'react'
import styles from './icon.module.css'

/** Lines on a field of 20 by 20. */
const lines = {
  archive: 'M3 4h14v4H3zM4.5 8v8h11V8M8 11.5h4',
  back: 'M12 4.5L6.5 10l5.5 5.5',
  check: 'M4 10.5l4 4 8-9',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 6.5v4l2.5 1.5',
  close: 'M5 5l10 10M15 5L5 15',
  course: 'M3 5.5c2.5-1.3 5-1.3 7 0v10c-2-1.3-4.5-1.3-7 0zM10 5.5c2-1.3 4.5-1.3 7 0v10c-2.5-1.3-5-1.3-7 0',
  cross: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M7.5 7.5l5 5M12.5 7.5l-5 5',
  down: 'M5 7.5l5 5 5-5',
  file: 'M5.5 2.5h6l3.5 3.5v11.5h-9.5zM11.5 2.5v3.5h3.5',
  folder: 'M2.5 5h5l1.5 2h8.5v9h-15z',
  info: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 9.5v4M10 6.5v.2',
  more: 'M4.5 9.5a.5.5 0 1 0 0 1 .5.5 0 1 0 0-1M10 9.5a.5.5 0 1 0 0 1 .5.5 0 1 0 0-1M15.5 9.5a.5.5 0 1 0 0 1 .5.5 0 1 0 0-1',
  retry: 'M15.8 8A6.2 6.2 0 1 0 16 12M16 4v4h-4',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M13 13l4 4',
  settings: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4M7 12a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  some: 'M4.5 10h11',
  tasks: 'M3.5 5l1.3 1.3L7 4M3.5 10l1.3 1.3L7 9M3.5 15l1.3 1.3L7 14M10 5.2h7M10 10.2h7M10 15.2h7',
  up: 'M5 12.5l5-5 5 5',
  warning: 'M10 3l7.5 13.5h-15zM10 8v4M10 14.2v.2',
} as const

export type IconName = keyof typeof lines

/** A picture beside words, which say what it means. */
export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg className={styles['icon']} data-icon={name} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={lines[name]} />
    </svg>
  )
}
