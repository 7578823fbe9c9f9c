import type { ReactNode } from 'react'
import { FileTrigger } from 'react-aria-components'
import { Button } from './button.tsx'

export interface FilePickerProps {
  /** What the button says. */
  readonly children: ReactNode
  readonly onPick: (files: readonly File[]) => void
}

/** Lets somebody choose files of their computer. The page sees nothing but what was chosen. */
export function FilePicker({ children, onPick }: FilePickerProps): ReactNode {
  return (
    <FileTrigger allowsMultiple onSelect={(list) => list && onPick([...list])}>
      <Button>{children}</Button>
    </FileTrigger>
  )
}
