import { resolve } from 'node:path'
import { writeFileWhole } from '@muniment/core'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'

export interface DiagnosticsOptions extends CommonOptions {
  readonly task?: string
  readonly out?: string
}

/** `muniment diagnostics`: writes what helps to find a fault, without naming anyone. */
export async function diagnosticsCommand(options: DiagnosticsOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const about = options.task === undefined ? {} : { taskId: options.task }
  const { content } = await opened.client.system.collectDiagnostics(about)
  if (terminal.json) {
    terminal.result(JSON.parse(content))
    return exitCodes.finished
  }
  const path = resolve(options.out ?? 'muniment-diagnostics.json')
  await writeFileWhole(path, Buffer.from(content))
  terminal.say(`Written: ${path}`)
  terminal.say('It names no site, no person and no file. Look at it before you send it with your report.')
  return exitCodes.finished
}
