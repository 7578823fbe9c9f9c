import { readFile } from 'node:fs/promises'
import { ArchivingError } from '@muniment/core'
import type { MunimentClient, SourceRecord } from '@muniment/sdk'
import type { Invocation } from '../invocation.ts'

/** Options that say which Moodle site is meant and how to sign in. */
export interface SourceOptions {
  readonly moodle?: string
  readonly tokenFile?: string
  readonly user?: string
  readonly passwordFile?: string
  readonly caFile?: string
  readonly proxy?: string
}

/**
 * The Moodle site that the options name: connected now if there is something to sign in with, else one that was
 * connected before.
 */
export async function connectSource(
  client: MunimentClient,
  options: SourceOptions,
  invocation: Invocation,
): Promise<SourceRecord> {
  const address = options.moodle
  if (address === undefined) return await onlyKnownSource(client)
  const credentials = await readCredentials(options, invocation)
  if (!credentials) return await knownSource(client, address)
  const { interrupted: signal } = invocation
  return await client.sources.connectMoodle(
    {
      address,
      credentials,
      options: {
        ...(options.caFile !== undefined && { certificateAuthority: await readText(options.caFile, '--ca-file') }),
        ...(options.proxy !== undefined && { proxy: options.proxy }),
      },
    },
    { signal },
  )
}

type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'password'; readonly userName: string; readonly password: string }

async function readCredentials(
  { tokenFile, user, passwordFile }: SourceOptions,
  { environment, readSecret }: Invocation,
): Promise<Credentials | undefined> {
  if (tokenFile !== undefined) return { kind: 'token', token: (await readText(tokenFile, '--token-file')).trim() }
  if (user !== undefined) {
    const typed = async () => await readSecret(`Password of ${user}: `)
    const password = passwordFile === undefined ? await typed() : await readText(passwordFile, '--password-file')
    return { kind: 'password', userName: user, password: password.replace(/\r?\n$/u, '') }
  }
  const token = environment.MUNIMENT_TOKEN
  return token === undefined ? undefined : { kind: 'token', token }
}

async function readText(path: string, option: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new ArchivingError('input_invalid', `The file of ${option} cannot be read: ${path}`, { cause: error })
  }
}

const signInHelp = 'Put a token into MUNIMENT_TOKEN or name a file with --token-file, or sign in with --user.'

async function knownSource(client: MunimentClient, address: string): Promise<SourceRecord> {
  const host = address
    .replace(/^[a-z]+:\/\//iu, '')
    .replace(/\/+$/u, '')
    .toLowerCase()
  const { entries } = await client.sources.list({ limit: 500 })
  const matches = entries.filter((source) => source.siteUrl.replace(/^[a-z]+:\/\//iu, '').toLowerCase() === host)
  const [match] = matches
  if (match && matches.length === 1) return match
  throw new ArchivingError('input_invalid', `There is no sign-in for ${address}. ${signInHelp}`)
}

async function onlyKnownSource(client: MunimentClient): Promise<SourceRecord> {
  const { entries } = await client.sources.list({ limit: 500 })
  const [only] = entries
  if (only && entries.length === 1) return only
  const known = entries.map((source) => source.siteUrl).join(', ')
  throw new ArchivingError(
    'input_invalid',
    only
      ? `Several sites are connected; name one with --moodle: ${known}`
      : `No site is connected yet. Name one with --moodle. ${signInHelp}`,
  )
}
