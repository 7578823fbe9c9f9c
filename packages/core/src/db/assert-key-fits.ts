import { ArchivingError } from '../errors/index.ts'

/** What is asked of the kept sign-ins. */
export interface KeptSignIns {
  /** Whether the key opens any of them, or there are none. */
  opensAny(): Promise<boolean>
  /** Forgets all of them; the sources stay, and want a new sign-in. */
  forget(): Promise<void>
}

/**
 * Refuses a secret key that opens none of the kept sign-ins: the right one was lost, or is another installation's. Going
 * on with it would not only lose the sign-ins, but change the pseudonyms of anonymised archives without a word.
 *
 * @param isLost somebody said that the right key is lost: the sign-ins are forgotten, and the new key is taken
 * @throws ArchivingError `storage_failed`, with the reason `secret_key`
 */
export async function assertKeyFits(signIns: KeptSignIns, isLost: boolean): Promise<void> {
  if (await signIns.opensAny()) return
  if (isLost) return await signIns.forget()
  throw secretKeyLost('The secret key is not the one with which the sign-ins to your sites were kept: it opens none.')
}

/** The error where the key of an installation is lost: what to do, and what that costs. */
export function secretKeyLost(what: string): ArchivingError {
  return new ArchivingError(
    'storage_failed',
    `${what} Put it back from a copy of the data folder. If there is none, begin with a new key by the command “muniment new-secret-key”: you then sign in to your sites again, and the pseudonyms of anonymised archives are others from then on. Nothing else is lost.`,
    { details: { reason: secretKeyReason } },
  )
}

const secretKeyReason = 'secret_key'

/** Whether an error says that the secret key is lost. */
export function isSecretKeyLost(error: unknown): boolean {
  return error instanceof ArchivingError && error.details['reason'] === secretKeyReason
}
