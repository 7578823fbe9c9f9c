import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import styles from './tabs.module.css'

export interface TabView<Id extends string> {
  readonly id: Id
  readonly name: string
  readonly content: () => ReactNode
}

export interface TabsProps<Id extends string> {
  /** What they are views of. */
  readonly label: string
  readonly views: readonly TabView<Id>[]
  readonly shown: Id
  readonly onShow: (id: Id) => void
}

/** Several views of the same thing, of which one is seen. */
export function Tabs<Id extends string>({ label, views, shown, onShow }: TabsProps<Id>): ReactNode {
  return (
    <AriaTabs
      selectedKey={shown}
      onSelectionChange={(key) => {
        const view = views.find(({ id }) => id === key)
        if (view) onShow(view.id)
      }}
    >
      <TabList aria-label={label} className={styles['list'] ?? ''}>
        {views.map(({ id, name }) => (
          <Tab key={id} id={id} className={styles['tab'] ?? ''}>
            {name}
          </Tab>
        ))}
      </TabList>
      {views.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={styles['panel'] ?? ''}>
          {content()}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
