import type { TaskItem } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { amountOf } from './headline.ts'
import { conditionOf } from './item-condition.ts'
import styles from './item-dialog.module.css'
import { ItemState } from './item-state.tsx'

export interface ItemDialogProps {
  /** Undefined while none is shown. */
  readonly item: TaskItem | undefined
  readonly onClose: () => void
  /** Tries all that failed again; undefined where that is not possible now. */
  readonly onRetry: (() => void) | undefined
}

/** The whole story of one item: how it stands, what happened, what to do, and where it lies. */
export function ItemDialog({ item, onClose, onRetry }: ItemDialogProps): ReactNode {
  const { words } = useLanguage()
  return (
    <Dialog
      title={item?.title ?? ''}
      isOpen={item !== undefined}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words.task.details.close}</Button>
          {item?.state === 'failed' && onRetry && (
            <Button
              tone="primary"
              onPress={() => {
                onClose()
                onRetry()
              }}
            >
              {words.task.retryFailed}
            </Button>
          )}
        </>
      }
    >
      {item && <Story item={item} />}
    </Dialog>
  )
}

function Story({ item }: { readonly item: TaskItem }): ReactNode {
  const { words, textOf, formatNumber, formatSize } = useLanguage()
  const { details, items } = words.task
  const { attempts, error, remarks, state, path, artifacts, bytes } = item
  return (
    <div className={styles['story']}>
      <p className={styles['state']}>
        <ItemState item={item} />
        {attempts > 0 && <span>{items.attempts(amountOf(attempts, formatNumber))}</span>}
      </p>
      {error && state !== 'finished' && (
        <>
          <Part title={details.whatHappened}>{textOf(error.text)}</Part>
          <Part title={details.whatToDo}>{details[stepFor(item)]}</Part>
        </>
      )}
      {remarks.length > 0 && (
        <Part title={details.remarks}>
          <ul>
            {remarks.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Part>
      )}
      {state === 'finished' && (
        <Part title={details.place}>
          <span className={styles['path']}>
            <bdi>data/{path}</bdi>
          </span>
          <span>{details.files(amountOf(artifacts, formatNumber), formatSize(bytes))}</span>
        </Part>
      )}
    </div>
  )
}

function stepFor(item: TaskItem): 'byItself' | 'tryAgain' | 'firstSolve' {
  if (conditionOf(item) === 'retrying') return 'byItself'
  return item.error?.retry === 'later' ? 'tryAgain' : 'firstSolve'
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className={styles['part']}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}
