import type { KeyWords } from './words.ts'

export const german: KeyWords = {
  missing: {
    title: 'Dieser Computer hat keinen Schlüsselbund',
    text: 'Muniment bewahrt den Schlüssel zu Ihren Anmeldungen im Schlüsselbund des Betriebssystems auf, etwa in GNOME-Schlüsselbund oder KWallet. Hier findet es keinen, den es benutzen kann. Richten Sie einen ein und versuchen Sie es erneut, oder lassen Sie den Schlüssel in einer Datei aufbewahren, die nur Sie lesen können. Wer Ihr Konto auf diesem Computer benutzen kann, könnte dann auch Ihre Anmeldungen benutzen.',
    safe: 'Danach wird nur einmal gefragt. Gibt es später einen Schlüsselbund, zieht der Schlüssel von selbst dorthin um.',
  },
  locked: {
    title: 'Der Schlüsselbund gibt Ihren Schlüssel nicht heraus',
    text: 'Vielleicht ist er gesperrt, oder Sie haben sich an diesem Computer anders angemeldet als bisher. Entsperren Sie ihn und versuchen Sie es erneut.',
    safe: 'Es ist nichts verloren: Archive lassen sich ohne den Schlüssel lesen, und die Anmeldungen warten auf ihn.',
  },
  lost: {
    title: 'Der Schlüssel zu Ihren Anmeldungen fehlt',
    text: 'Die Datei mit dem Schlüssel ist nicht da oder eine andere als bisher. Holen Sie sie aus einer Kopie Ihres Datenordners zurück und versuchen Sie es erneut.',
    safe: 'Ihre Archive sind sicher. Sie lassen sich ohne den Schlüssel lesen und prüfen.',
  },
  keepInFile: 'In einer Datei aufbewahren',
  beginAnew: 'Mit neuem Schlüssel beginnen',
  beginAnewQuestion: {
    title: 'Mit einem neuen Schlüssel beginnen?',
    text: 'Sie melden sich dann bei Ihren Seiten neu an, und die Pseudonyme anonymisierter Archive sind von da an andere. Der alte Schlüssel wird beiseitegelegt, nicht gelöscht. Archive bleiben, wie sie sind.',
  },
}
