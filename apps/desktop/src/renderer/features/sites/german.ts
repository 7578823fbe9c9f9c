import type { SiteWords } from './words.ts'

/** Die Meldungen des Kerns sind englisch; hier steht, was sie bedeuten. */
const problems: Readonly<Record<string, string>> = {
  state_conflict: 'Zu dieser Seite gibt es Aufträge. Sie und ihre Archive verweisen auf die Seite, darum bleibt sie.',
  forbidden: 'Ihr Zugangsschlüssel erlaubt das nicht. Wenden Sie sich an die Person, die diesen Server betreibt.',
  not_found: 'Diese Seite ist nicht mehr da. Vielleicht wurde sie inzwischen anderswo entfernt.',
  connection_failed:
    'Die Verbindung ging verloren. Sehen Sie nach, ob die Seite noch da ist, und versuchen Sie es erneut.',
}

/** Wo eine Seite bleibt und Muniment sie doch nicht mehr lesen soll. */
const takeKeyBack =
  'Soll Muniment dort nichts mehr lesen, setzen Sie seinen Schlüssel in Moodle zurück: Einstellungen, „Sicherheitsschlüssel“.'

export const german: SiteWords = {
  summary: 'Wo Muniment liest und als wer. Geändert wird dort nichts.',
  loading: 'Verbundene Seiten werden gesucht …',
  failed: 'Die verbundenen Seiten lassen sich nicht zeigen',
  none: {
    title: 'Noch ist keine Seite verbunden',
    text: 'Verbinden Sie Ihr Moodle, dann sehen Sie Ihre Kurse und können sie archivieren.',
  },
  listLabel: 'Verbundene Seiten',
  showMore: 'Weitere zeigen',
  connect: 'Weitere Seite verbinden',
  kinds: { sample: 'Beispiel, erfunden, zum Ausprobieren', moodle: (release) => `Moodle ${release}` },
  facts: {
    address: 'Adresse',
    person: 'Angemeldet',
    kind: 'Art',
    connectedAt: 'Verbunden',
    requests: 'Anfragen zugleich',
  },
  requests: ({ atOnce, atMost, pausedUntil }) =>
    [
      atOnce === null ? `höchstens ${atMost}` : `${atOnce}, höchstens ${atMost}`,
      ...(pausedUntil === null ? [] : [`die Seite bittet um eine Pause bis ${pausedUntil}`]),
    ].join('; '),
  check: 'Anmeldung prüfen',
  checkOf: (siteName) => `Anmeldung prüfen bei ${siteName}`,
  checking: 'Die Seite wird gefragt …',
  works: 'Die Anmeldung gilt',
  signInGone: 'Die Seite nimmt die aufbewahrte Anmeldung nicht mehr an.',
  signInAgain: 'Neu anmelden',
  forget: {
    open: 'Vergessen …',
    openOf: (siteName) => `${siteName} vergessen`,
    title: (siteName) => `„${siteName}“ vergessen?`,
    gone: 'Die aufbewahrte Anmeldung wird gelöscht, und die Seite verschwindet aus dieser Liste. Um sie wieder zu lesen, verbinden Sie sie neu und melden sich an.',
    sampleGone: 'Das Beispiel verschwindet aus Ihren Kursen. Sie können es jederzeit wieder hinzufügen.',
    stays: 'Archive bleiben, wie sie sind, und auf der Seite selbst ändert sich nichts.',
    condition: 'Eine Seite, zu der es Aufträge gibt, lässt sich nicht vergessen.',
    action: 'Vergessen',
    refused: 'Die Seite wurde nicht vergessen',
    problem: (code, isSample) =>
      code === 'state_conflict' && !isSample ? `${problems[code]} ${takeKeyBack}` : (problems[code] ?? null),
  },
}
