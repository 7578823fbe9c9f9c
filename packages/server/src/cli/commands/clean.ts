import type { ArtifactCheckReport, ArtifactDamage, CleaningReport } from '@muniment/sdk'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'
import { formatBytes } from '../quantities.ts'

export interface CleanOptions extends CommonOptions {
  readonly check?: boolean
}

const shownDamages = 50

/** `muniment clean`: removes what nothing needs from the artifact store; with `--check` it reads all that is kept, too. */
export async function cleanCommand(options: CleanOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal, interrupted: signal } = invocation
  await using opened = await openClient(options, invocation)
  const { artifacts } = opened.client
  const cleaned = await artifacts.clean(undefined, { signal })
  terminal.say(describeCleaning(cleaned))
  if (options.check !== true) {
    if (terminal.json) terminal.result({ cleaned })
    return exitCodes.finished
  }
  terminal.show('Reading everything in the artifact store …')
  const checked = await artifacts.check(undefined, { signal })
  terminal.settle()
  for (const line of describeCheck(checked)) terminal.say(line)
  if (terminal.json) terminal.result({ cleaned, checked })
  return checked.damages.length === 0 ? exitCodes.finished : exitCodes.damaged
}

function describeCleaning({ setAside, restored, removed, removedBytes }: CleaningReport): string {
  const again = restored === 0 ? '' : ` ${restored} are needed again and were taken back.`
  return `${removed} files removed (${formatBytes(removedBytes)}), ${setAside} put aside to be removed in a day.${again}`
}

function describeCheck({ contentsChecked, bytesChecked, damages, damagesLeftOut }: ArtifactCheckReport): string[] {
  const shown = damages.slice(0, shownDamages)
  const hidden = damages.length - shown.length + damagesLeftOut
  const verdict = damages.length === 0 ? 'all as they were written' : 'some cannot be used'
  return [
    `${contentsChecked} files read, ${formatBytes(bytesChecked)}: ${verdict}.`,
    ...shown.map(describeDamage),
    ...(hidden > 0 ? [`  … and ${hidden} more; --json tells up to 1,000`] : []),
    ...(damages.some(({ needed }) => needed)
      ? [
          'Sealed archives are not affected. Tasks that are not sealed yet and need one of them: start them anew (--new).',
        ]
      : []),
  ]
}

const damageWords = {
  changed: 'is not what was written; it was moved to artifacts/damaged',
  unreadable: 'cannot be read',
  missing: 'is not there',
} as const

function describeDamage({ sha256, kind, needed }: ArtifactDamage): string {
  return `  ✗ ${sha256} ${damageWords[kind]}${needed ? '' : ' (nothing needs it)'}`
}
