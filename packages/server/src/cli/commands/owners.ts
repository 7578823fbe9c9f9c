import { ArchivingError, toNameKey } from '@muniment/core'
import type { MunimentClient, Owner, SourceRecord } from '@muniment/sdk'
import { allEntries } from '../every-entry.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'
import { formatTable } from '../quantities.ts'

/** `muniment owners`: who sources belong to, and with them what was archived. */
export async function listOwnersCommand(options: CommonOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const { client } = opened
  const owners = await allOwners(client)
  const sources = await allEntries((wanted) => client.sources.list({ limit: 500, ...wanted }))
  const withSources = owners.map((owner) => ({
    ...owner,
    sources: sources.filter(({ ownerId }) => ownerId === owner.id),
  }))
  if (terminal.json) terminal.result({ owners: withSources })
  for (const owner of terminal.json ? [] : withSources) {
    terminal.say(owner.name)
    for (const line of formatTable(owner.sources.map(describeSource))) terminal.say(`    ${line}`)
  }
  return exitCodes.finished
}

/** `muniment owners give <source> <owner>`: gives a source, its tasks and its archives to another owner. */
export async function giveSourceCommand(
  sourceId: string,
  ownerName: string,
  { options, invocation }: { readonly options: CommonOptions; readonly invocation: Invocation },
): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const { client } = opened
  const wanted = toNameKey(ownerName)
  const owner = (await allOwners(client)).find(({ name }) => toNameKey(name) === wanted)
  if (!owner) {
    const message = `There is no owner “${ownerName}”. One is made with its first key: muniment keys add <name> --owner "${ownerName}"`
    throw new ArchivingError('not_found', message)
  }
  const source = await client.sources.setOwner({ sourceId, ownerId: owner.id })
  if (terminal.json) terminal.result(source)
  else
    terminal.say(
      `${source.siteName} (${source.userFullName}) and all that was archived of it belongs to ${owner.name}.`,
    )
  return exitCodes.finished
}

function allOwners(client: MunimentClient): Promise<readonly Owner[]> {
  return allEntries((wanted) => client.access.listOwners({ limit: 500, ...wanted }))
}

const describeSource = ({ id, siteName, siteUrl, userFullName }: SourceRecord): string[] => [
  id,
  siteName,
  siteUrl,
  userFullName,
]
