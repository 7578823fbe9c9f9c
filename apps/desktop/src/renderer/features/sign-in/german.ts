import type { SignInWords } from './words.ts'

export const german: SignInWords = {
  title: 'Bei Muniment anmelden',
  key: 'Zugangsschlüssel',
  help: 'Wer diesen Server betreibt, stellt Schlüssel aus und gibt Ihnen Ihren. Er wird vergessen, wenn Sie diesen Tab schließen.',
  submit: 'Anmelden',
  checking: 'Wird geprüft …',
  problems: {
    refused: 'Dieser Schlüssel gilt nicht: Er ist vertippt, abgelaufen oder wurde zurückgezogen.',
    later:
      'Der Server nimmt gerade keine weiteren Versuche an. Warten Sie eine Minute und versuchen Sie es noch einmal.',
    unreachable: 'Der Server antwortet nicht. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  },
}
