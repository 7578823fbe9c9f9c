import { accessRoles, ArchivingError, isOverAll } from '@muniment/core'
import type { AccessKey } from '@muniment/sdk'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { everyEntry } from '../every-entry.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'
import { formatDay, formatTable } from '../quantities.ts'

export interface AddKeyOptions extends CommonOptions {
  readonly role: string
  /** Name of the owner in whose name it is used. */
  readonly owner?: string
  /** Ids of the sources that it is limited to. */
  readonly source?: readonly string[]
  readonly expires?: string
}

/** `muniment keys`: who may use this Muniment over a network. */
export async function listKeysCommand(options: CommonOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const keys: AccessKey[] = []
  const all = everyEntry((wanted) => opened.client.access.listKeys({ limit: 500, ...wanted }))
  for await (const key of all) keys.push(key)
  if (terminal.json) terminal.result({ keys })
  else if (keys.length === 0)
    terminal.say('There are no keys yet. Make one with: muniment keys add <name> --role viewer')
  else for (const line of formatTable(keys.map(describeKey))) terminal.say(line)
  return exitCodes.finished
}

/** `muniment keys add <name>`: makes a key and shows it this once. */
export async function addKeyCommand(name: string, options: AddKeyOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation
  const role = accessRoles.find((known) => known === options.role)
  if (role === undefined) throw wrong('role', `A role is one of: ${accessRoles.join(', ')}.`)
  const expiresAt = options.expires === undefined ? undefined : parseDay(options.expires)
  await using opened = await openClient(options, invocation)
  const { owner, source: sourceIds } = options
  const key = await opened.client.access.createKey({
    name,
    role,
    ...(owner !== undefined && { owner }),
    ...(sourceIds && { sourceIds }),
    ...(expiresAt && { expiresAt }),
  })
  if (terminal.json) {
    terminal.result(key)
    return exitCodes.finished
  }
  terminal.say(`${key.name} (${key.role}, for ${key.owner.name}): ${key.key}`)
  terminal.say('It is shown this once: only its hash is kept.')
  return exitCodes.finished
}

/** `muniment keys revoke <id>`: takes a key back. */
export async function revokeKeyCommand(id: string, options: CommonOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const key = await opened.client.access.revokeKey({ accessKeyId: id })
  if (terminal.json) terminal.result(key)
  else terminal.say(`${key.name} may not use this Muniment any more.`)
  return exitCodes.finished
}

function describeKey(key: AccessKey): string[] {
  const { id, name, role, owner, createdAt, expiresAt, revokedAt, lastUsedAt } = key
  const end = revokedAt
    ? `taken back ${formatDay(revokedAt)}`
    : expiresAt
      ? `holds until ${formatDay(expiresAt)}`
      : 'holds until it is taken back'
  return [
    id,
    name,
    role,
    `for ${owner.name}`,
    describeReach(key),
    `made ${formatDay(createdAt)}`,
    end,
    lastUsedAt ? `last used ${formatDay(lastUsedAt)}` : 'never used',
  ]
}

function describeReach({ role, sourceIds }: AccessKey): string {
  if (sourceIds) return `only ${sourceIds.join(', ')}`
  return isOverAll(role) ? 'all sources' : 'own sources'
}

/** The end of a day in UTC. */
function parseDay(text: string): Date {
  const end = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? new Date(`${text}T23:59:59.999Z`) : undefined
  // 2026-02-30 would become a day in March.
  if (end && !Number.isNaN(end.getTime()) && formatDay(end) === text) return end
  throw wrong('expires', `“${text}” is no day. Write it as 2027-03-31.`)
}

const wrong = (field: string, message: string): ArchivingError =>
  new ArchivingError('input_invalid', message, { details: { field } })
