import type { KeyWords } from './words.ts'

export const english: KeyWords = {
  missing: {
    title: 'This computer has no keystore',
    text: 'Muniment keeps the key to your sign-ins in the keystore of the operating system, such as GNOME Keyring or KWallet. There is none here that it can use. You can set one up and try again, or keep the key in a file that only you can read. Whoever can use your account on this computer could then use your sign-ins.',
    safe: 'You are asked this once. If there is a keystore later, the key moves there by itself.',
  },
  locked: {
    title: 'The keystore does not open your key',
    text: 'It may be locked, or you signed in to this computer another way than before. Unlock the keystore, then try again.',
    safe: 'Nothing is lost: archives can be read without the key, and sign-ins wait for it.',
  },
  lost: {
    title: 'The key to your sign-ins is not there',
    text: 'The file with the key is missing, or is another one than before. Put it back from a copy of your data folder, then try again.',
    safe: 'Archives are safe, and can be read and verified without the key.',
  },
  keepInFile: 'Keep it in a file',
  beginAnew: 'Begin with a new key',
  beginAnewQuestion: {
    title: 'Begin with a new key?',
    text: 'You then sign in to your sites again, and the pseudonyms of anonymised archives are others from then on. The old key is put aside, not deleted. Archives stay as they are.',
  },
}
