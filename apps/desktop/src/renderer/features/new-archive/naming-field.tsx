import type { NamingPatternSetting, NamingPreview } from '@muniment/sdk'
import { useEffect, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { ActionMenu } from '../../ui/action-menu.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { FollowedInput } from './follow-input.ts'
import styles from './new-archive-screen.module.css'
import type { FieldParts } from './shown-setting.ts'

export interface NamingFieldProps {
  readonly definition: NamingPatternSetting
  readonly shared: FieldParts
  readonly onChange: (pattern: string) => void
  readonly pattern: string
  readonly preview: FollowedInput<string, NamingPreview>
}

/** A pattern for names, with what it makes of examples while it is written. */
export function NamingField({ definition, shared, onChange, pattern, preview }: NamingFieldProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { naming } = words.newArchive
  useEffect(() => preview.follow(pattern), [preview, pattern])
  useEffect(() => () => preview.stop(), [preview])
  const { answer } = useStore(preview.state)
  const invalid = answer?.problems.find(({ kind }) => kind === 'invalid')
  const notes = answer?.problems.filter(({ kind }) => kind !== 'invalid') ?? []
  const example = answer?.example
  return (
    <>
      <TextField
        {...shared}
        value={pattern}
        onChange={onChange}
        error={shared.error ?? invalid?.message ?? null}
        help={
          <>
            {shared.help !== undefined && <span>{shared.help} </span>}
            {example != null && <span>{naming.example(example === '' ? naming.noFolder : example)}</span>}
          </>
        }
      />
      {notes.map(({ message }) => (
        <p key={message} className={styles['quiet']} lang="en">
          {message}
        </p>
      ))}
      {!shared.isDisabled && (
        <div className={styles['reset']}>
          <ActionMenu
            label={`${shared.label}: ${naming.insert}`}
            tone="quiet"
            actions={definition.variables.map(({ name, label }) => ({
              id: name,
              name: textOf(label),
              onAction: () => onChange(`${pattern}\${${name}}`),
            }))}
          >
            {naming.insert}
          </ActionMenu>
        </div>
      )}
    </>
  )
}
