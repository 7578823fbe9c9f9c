import type { ReactNode } from 'react'
import { Places } from './places.tsx'
import { Removals } from './removals.tsx'
import styles from './storage-section.module.css'
import { UpkeepPanel } from './upkeep-panel.tsx'

/** Where everything lies, whether it is whole, and what was deleted. */
export function StorageSection(): ReactNode {
  return (
    <div className={styles['section']}>
      <Places />
      <UpkeepPanel />
      <Removals />
    </div>
  )
}
