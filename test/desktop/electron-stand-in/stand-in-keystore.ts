/** What the operating system has for a keystore. */
export type KeystoreState = 'open' | 'locked' | 'missing'

/** `safeStorage`, with a seal that anybody could open: it turns the bits around. */
export class StandInKeystore {
  /** For tests. */
  state: KeystoreState = 'open'

  getSelectedStorageBackend(): string {
    return this.state === 'missing' ? 'basic_text' : 'gnome_libsecret'
  }

  isAsyncEncryptionAvailable(): Promise<boolean> {
    return Promise.resolve(this.state !== 'missing')
  }

  encryptStringAsync(text: string): Promise<Buffer> {
    return Promise.resolve(Buffer.from(text).map(turn) as Buffer)
  }

  decryptStringAsync(sealed: Buffer): Promise<{ readonly result: string }> {
    if (this.state !== 'open') return Promise.reject(new Error('The keystore is locked.'))
    return Promise.resolve({ result: Buffer.from(sealed.map(turn)).toString() })
  }
}

const turn = (byte: number): number => byte ^ 0xff
