import { ArchivingError, isSecretKeyLost } from '@muniment/core'
import type { SourceRecord } from '@muniment/sdk'
import { allEntries } from '../every-entry.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'

/**
 * `muniment new-secret-key`: goes on with a new secret key where the one of this computer's Muniment is lost. The kept
 * sign-ins are forgotten, as nobody can open them any more; a key that fits is left as it is.
 */
export async function newSecretKeyCommand(options: CommonOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal, environment } = invocation
  if ((options.server ?? environment.MUNIMENT_SERVER) !== undefined) {
    const message = 'The secret key of a server can only be changed on its own computer, while it does not run.'
    throw new ArchivingError('not_supported', message)
  }
  const forgotten = (await fits(options, invocation)) ? [] : await beginAnew(options, invocation)
  if (terminal.json)
    terminal.result({ signInAgain: forgotten.map(({ id, siteUrl, userName }) => ({ id, siteUrl, userName })) })
  if (forgotten.length === 0) {
    terminal.say('The secret key fits the sign-ins that are kept. Nothing was changed.')
    return exitCodes.finished
  }
  terminal.say('A new secret key is used from now on. Sign in again to:')
  for (const { siteName, siteUrl, userName } of forgotten) terminal.say(`  ${siteName} (${siteUrl}) as ${userName}`)
  return exitCodes.finished
}

async function fits(options: CommonOptions, invocation: Invocation): Promise<boolean> {
  try {
    await using _opened = await openClient(options, invocation)
    return true
  } catch (error) {
    if (isSecretKeyLost(error)) return false
    throw error
  }
}

/** @returns the sources that want a new sign-in: all of them. */
async function beginAnew(options: CommonOptions, invocation: Invocation): Promise<readonly SourceRecord[]> {
  await using opened = await openClient(options, invocation, { secretKeyIsLost: true })
  const { sources } = opened.client
  return await allEntries((wanted) => sources.list(wanted))
}
