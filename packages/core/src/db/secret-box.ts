import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { ArchivingError } from '../errors/index.ts'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
const format = 'v1'

/**
 * Encrypts secrets at rest (AES-256-GCM, NIST SP 800-38D, a fresh nonce each time). A secret is bound to the id of the
 * row that keeps it: moved to another row it does not open.
 */
export class SecretBox {
  readonly #key: Uint8Array

  /** @throws ArchivingError `input_invalid` unless the key has 32 bytes. */
  constructor(key: Uint8Array) {
    if (key.byteLength !== 32) {
      throw new ArchivingError('input_invalid', 'The key that encrypts secrets must have 32 bytes.')
    }
    this.#key = Uint8Array.from(key)
  }

  /** Text that only {@link open} with the same key and id turns back. */
  seal(secret: string, boundTo: string): string {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv(algorithm, this.#key, nonce)
    cipher.setAAD(Buffer.from(boundTo, 'utf8'))
    const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return `${format}:${sealed.toString('base64')}`
  }

  /** Whether {@link open} would give the secret. */
  canOpen(sealed: string, boundTo: string): boolean {
    try {
      this.open(sealed, boundTo)
      return true
    } catch {
      return false
    }
  }

  /** @throws ArchivingError `source_unauthenticated` if the key is another one or the text was changed, or is empty. */
  open(sealed: string, boundTo: string): string {
    const [version, base64 = ''] = sealed.split(':')
    const bytes = Buffer.from(base64, 'base64')
    try {
      if (version !== format || bytes.length < nonceBytes + tagBytes) throw new Error('not a sealed secret')
      const decipher = createDecipheriv(algorithm, this.#key, bytes.subarray(0, nonceBytes))
      decipher.setAAD(Buffer.from(boundTo, 'utf8'))
      decipher.setAuthTag(bytes.subarray(-tagBytes))
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8')
    } catch (error) {
      throw new ArchivingError(
        'source_unauthenticated',
        'The kept sign-in to this site cannot be opened with the secret key that is there. Sign in to the site again.',
        { cause: error },
      )
    }
  }
}
