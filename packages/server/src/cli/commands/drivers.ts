import type { DriverDescription } from '@muniment/sdk'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'
import { formatTable } from '../quantities.ts'

/** `muniment drivers`: the archivers of this installation, where they come from, and what keeps others from working. */
export async function driversCommand(options: CommonOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const { client } = opened
  const drivers = await client.drivers.list()
  const problems = await client.drivers.listProblems()
  if (terminal.json) {
    terminal.result({ drivers, problems })
    return exitCodes.finished
  }
  for (const line of formatTable(drivers.map(describeDriver))) terminal.say(line)
  terminal.say()
  terminal.say('See what can be set: muniment settings <driver>')
  if (problems.length > 0) terminal.say('\nThese cannot be used:')
  for (const { message } of problems) terminal.say(`! ${message}`)
  return exitCodes.finished
}

function describeDriver({ id, name, activityKind, origin }: DriverDescription): string[] {
  const from =
    origin.kind === 'built-in' ? 'comes with Muniment' : `${origin.packageName} ${origin.version} in ${origin.folder}`
  return [id, name.en, `archives ${activityKind}`, from]
}
