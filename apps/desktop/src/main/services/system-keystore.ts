import process from 'node:process'
import { safeStorage } from 'electron'
import type { KeystoreAnswer, KeystoreQuestion } from '../../shared/engine-messages.ts'

/** Asks the operating system's keystore. What goes wrong is told as a refusal: its own words could hold what it was asked. */
export async function askKeystore(question: KeystoreQuestion): Promise<KeystoreAnswer> {
  try {
    switch (question.ask) {
      case 'available':
        return { is: 'available', available: await isAvailable() }
      case 'seal':
        return { is: 'sealed', sealed: new Uint8Array(await safeStorage.encryptStringAsync(question.text)) }
      case 'unseal':
        return { is: 'unsealed', text: (await safeStorage.decryptStringAsync(Buffer.from(question.sealed))).result }
    }
  } catch {
    return { is: 'refused' }
  }
}

/** On Linux without a keystore, Electron would seal with a password that everybody knows. */
async function isAvailable(): Promise<boolean> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false
  return await safeStorage.isAsyncEncryptionAvailable()
}
