import type { ConnectWords } from './words.ts'

/** Die Meldungen des Kerns sind englisch; hier steht, was sie bedeuten. */
const problems: Readonly<Record<string, string>> = {
  input_invalid: 'Das ist keine Adresse einer Website. Sie sieht etwa so aus: moodle.example.edu',
  source_unexpected:
    'Unter dieser Adresse ist kein Moodle. Öffnen Sie Ihr Moodle im Browser und kopieren Sie die Adresse von dort.',
  source_unavailable:
    'Die Seite antwortet nicht. Prüfen Sie Adresse und Internetverbindung und versuchen Sie es erneut.',
  timed_out: 'Die Seite hat zu lange nicht geantwortet. Versuchen Sie es später erneut.',
  source_rate_limited: 'Die Seite bittet um eine Pause. Versuchen Sie es in einigen Minuten erneut.',
  source_denied: 'Die Seite lässt Ihr Konto hier nicht zu. Fragen Sie die Verwaltung der Seite.',
}

export const german: ConnectWords = {
  title: 'Moodle verbinden',
  titleAgain: 'Neu anmelden',
  summary: 'Muniment liest, was Sie auf Ihrer Seite sehen dürfen, und ändert dort nichts.',
  summaryAgain:
    'Die Seite nimmt die aufbewahrte Anmeldung nicht mehr an. Was darauf wartet, geht danach von selbst weiter.',
  address: 'Adresse Ihres Moodle',
  addressHelp: 'Wie Sie sie im Browser eingeben, oder von einer beliebigen Seite dort kopiert: moodle.example.edu',
  find: 'Seite suchen',
  finding: 'Die Seite wird gesucht …',
  site: 'Seite',
  otherSite: 'Andere Seite',
  notEncrypted: {
    title: 'Die Verbindung zu dieser Seite ist nicht verschlüsselt',
    text: 'Wer zwischen Ihnen und der Seite steht, kann alles mitlesen, auch Ihr Passwort. Nutzen Sie sie nur in einem Netz, dem Sie vertrauen.',
  },
  obstacles: {
    maintenance: 'Sie wird gerade gewartet. Versuchen Sie es später erneut.',
    services_off:
      'Sie lässt sich von Programmen wie Muniment nicht lesen. Bitten Sie die Verwaltung der Seite, „Webservices für mobile Endgeräte“ einzuschalten.',
  },
  obstacleTitle: 'Diese Seite ist zurzeit nicht lesbar',
  howToSignIn: 'Wie melden Sie sich an?',
  ways: {
    password: {
      name: 'Mit Anmeldename und Passwort',
      help: 'Wie auf der Anmeldeseite. Das Passwort wird nicht aufbewahrt.',
    },
    browser: { name: 'Im Browser', help: 'Über die Anmeldeseite Ihrer Hochschule.' },
    token: { name: 'Mit einem Token', help: 'Aus Ihren Moodle-Einstellungen, unter „Sicherheitsschlüssel“.' },
  },
  userName: 'Anmeldename',
  password: 'Passwort',
  passwordHelp: 'Wird einmal benutzt, um ein Token für Muniment zu erhalten.',
  token: 'Token',
  tokenHelp: 'In Moodle: Einstellungen, „Sicherheitsschlüssel“, der Schlüssel des mobilen Webservice.',
  signIn: 'Anmelden',
  signingIn: 'Anmeldung läuft …',
  openBrowser: 'Im Browser anmelden',
  openingBrowser: 'Der Browser wird geöffnet …',
  inBrowser: {
    title: 'Weiter geht es in Ihrem Browser',
    text: 'Melden Sie sich dort an wie immer. Fragt der Browser, ob er Muniment öffnen darf, stimmen Sie zu; hier geht es dann von selbst weiter. Muniment wartet zehn Minuten.',
    again: 'Browser erneut öffnen',
    back: 'Anders anmelden',
    pasted: 'Oder die Adresse einfügen',
    pastedHelp: 'Falls der Browser Muniment nicht öffnet: Kopieren Sie die Adresse, die mit muniment:// beginnt.',
    finish: 'Weiter',
  },
  reminder: {
    title: 'Bitte neu anmelden',
    text: (names) =>
      names.length === 1
        ? `Die Seite nimmt die aufbewahrte Anmeldung nicht mehr an. „${names[0]}“ wartet auf Sie und geht danach von selbst weiter.`
        : `Die Seite nimmt die aufbewahrte Anmeldung nicht mehr an. ${names.length} Aufträge warten auf Sie und gehen danach von selbst weiter.`,
    action: 'Neu anmelden',
  },
  failed: 'Das hat nicht geklappt',
  problem: (code, step) => {
    if (code === 'source_unauthenticated') {
      return step === 'sign-in'
        ? 'Die Seite nimmt diese Anmeldung nicht an. Prüfen Sie Ihre Eingabe; melden Sie sich dort sonst im Browser an, tun Sie es auch hier.'
        : 'Die Seite nimmt diese Anmeldung nicht an. Melden Sie sich erneut an.'
    }
    if (code === 'input_invalid' && step !== 'address') {
      return 'Diese Anmeldung wurde nicht hier begonnen, schon benutzt oder dauerte zu lange. Beginnen Sie sie von vorn.'
    }
    return problems[code] ?? null
  },
}
