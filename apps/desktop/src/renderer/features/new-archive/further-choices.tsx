import { taskPriorityOrder } from './task-priority-order.ts'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { FilePicker } from '../../ui/file-picker.tsx'
import { Icon } from '../../ui/icon.tsx'
import { RadioChoice } from '../../ui/radio-choice.tsx'
import { sizeInWords } from '../archives/size-in-words.ts'
import styles from './new-archive-screen.module.css'
import type { NewArchiveStore } from './new-archive-store.ts'

/** What is decided besides the settings of the archiver. */
export function FurtherChoices({ store }: { readonly store: NewArchiveStore }): ReactNode {
  const { words, formatNumber, formatDate } = useLanguage()
  const { further, group } = words.newArchive
  const [isOpen, setOpen] = useState(false)
  const { files, priority, reuseUnchanged } = useStore(store.state)
  const { archivedAt } = store.archivable
  const changes = [
    ...(files.length > 0 ? [further.filesSummary(formatNumber(files.length), files.length === 1)] : []),
    ...(priority === 'normal' ? [] : [further.priorities[priority]]),
  ]
  return (
    <Disclosure
      title={further.title}
      summary={changes.length === 0 ? group.asUsual : changes.join(' · ')}
      isOpen={isOpen}
      onChange={setOpen}
    >
      {archivedAt && (
        <Checkbox
          isSelected={reuseUnchanged}
          onChange={(isOn) => store.decide({ reuseUnchanged: isOn })}
          help={further.reuseHelp(formatDate(archivedAt))}
        >
          {further.reuse}
        </Checkbox>
      )}
      <AdditionalFiles store={store} />
      <RadioChoice
        label={further.priority}
        options={taskPriorityOrder.map((id) => ({ id, name: further.priorities[id] }))}
        value={priority}
        onChange={(chosen) => store.decide({ priority: chosen })}
      />
    </Disclosure>
  )
}

function AdditionalFiles({ store }: { readonly store: NewArchiveStore }): ReactNode {
  const { words, formatNumber } = useLanguage()
  const { further } = words.newArchive
  const { files } = useStore(store.state)
  return (
    <div className={styles['field']}>
      <h3>{further.files}</h3>
      <p className={styles['quiet']}>{further.filesHelp}</p>
      {files.length > 0 && (
        <ul className={styles['files']} aria-label={further.files}>
          {files.map((file, index) => (
            // Two files of one name may be added.
            <li key={`${file.name} ${index}`}>
              <span>
                <bdi>{file.name}</bdi> <span className={styles['quiet']}>{sizeInWords(file.size, formatNumber)}</span>
              </span>
              <Button tone="quiet" label={further.removeFile(file.name)} onPress={() => store.removeFile(file)}>
                <Icon name="close" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles['inline']}>
        <FilePicker onPick={(picked) => store.addFiles(picked)}>{further.addFiles}</FilePicker>
      </div>
    </div>
  )
}
