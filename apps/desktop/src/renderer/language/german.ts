import type { RoundedTime, Words } from './words.ts'

export const german: Words = {
  navigation: {
    label: 'Hauptnavigation',
    tasks: 'Aufträge',
    archivers: 'Archivierer',
    skip: 'Zum Inhalt',
    signOut: 'Abmelden',
  },
  signIn: {
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
  },
  archivers: {
    title: 'Archivierer',
    summary: 'Was archiviert werden kann und woher die Archivierer kommen.',
    listLabel: 'Archivierer',
    loading: 'Archivierer werden gesucht …',
    builtIn: 'gehört zu Muniment',
    fromPackage: (packageName, version) => `aus dem Paket ${packageName} ${version}`.trimEnd(),
    problems: {
      title: 'Diese sind nicht benutzbar',
      others:
        'Alle anderen Archivierer arbeiten. Was an diesen falsch ist, geht an, wer sie installiert oder geschrieben hat:',
    },
    more: {
      title: 'Einen weiteren Archivierer hinzufügen',
      text: 'Archivierer für weitere Arten von Aktivitäten sind npm-Pakete. Installieren Sie eines in einem Terminal:',
      trust:
        'Ein Paket läuft mit allen Rechten dieser App: Es kann lesen und ändern, was Sie lesen und ändern können. Installieren Sie nur, wem Sie vertrauen.',
      commandLabel: 'Befehl',
      placeholder: 'paketname',
      restart: 'Starten Sie Muniment danach neu.',
    },
    failed: { title: 'Die Archivierer können nicht gezeigt werden', retry: 'Noch einmal versuchen' },
  },
  tasks: {
    title: 'Aufträge',
    summary: 'Was gerade archiviert wird und was schon archiviert ist.',
    listLabel: 'Aufträge, der neueste zuerst',
    showEarlier: 'Frühere Aufträge zeigen',
    connecting: 'Ihre Ablage wird geöffnet …',
    reconnecting: 'Die Archivierung wurde unterbrochen und startet neu. Was fertig ist, bleibt erhalten.',
    reconnectingToServer:
      'Die Verbindung zum Server ist unterbrochen und wird wiederhergestellt. Aufträge laufen weiter.',
    states: {
      created: 'Nicht begonnen',
      scheduled: 'Wartet',
      running: 'Läuft',
      finalizing: 'Wird versiegelt',
      pausing: 'Wird unterbrochen',
      aborting: 'Wird angehalten',
      paused: 'Unterbrochen',
      finished: 'Fertig',
      failed: 'Fehlgeschlagen',
      aborted: 'Angehalten',
    },
    activities: {
      connecting: 'Verbindung zur Website wird aufgebaut',
      listing: 'Es wird ermittelt, was zu archivieren ist',
      archiving: 'Wird archiviert',
      waiting: 'Wartet auf Antwort der Website',
      sealing: 'Das Archiv wird versiegelt',
      stopping: 'Begonnenes wird noch zu Ende geschrieben',
    },
    progressLabel: (activityName) => `Fortschritt von ${activityName}`,
    foundSoFar: (count) => `bisher ${count}`,
    doneOf: (done, total) => `${done} von ${total}`,
    failed: (count) => `${count} fehlgeschlagen`,
    timeLeft: (time) => `noch ${amountOf(time)}`,
    createdAt: (date) => `angelegt ${date}`,
    endedAt: (date) => `beendet ${date}`,
    startsSoon: 'Beginnt nach den Aufträgen davor',
    canGoOn: 'was fertig ist, bleibt erhalten',
    goesOnAfterSignIn: 'geht von selbst weiter, sobald Sie sich neu angemeldet haben',
    changed: (activityName, state) => `${activityName}: ${state}`,
    empty: {
      title: 'Noch ist nichts archiviert',
      text: 'Eine Aktivität zu archivieren ist ein Auftrag. Sobald Sie einen starten, sehen Sie hier, wie weit er ist, wie lange er noch braucht und ob Sie etwas tun müssen.',
      stepsTitle: 'Ihr erster Auftrag',
      steps: [
        'Öffnen Sie in Moodle Ihre Einstellungen, dann „Sicherheitsschlüssel“, und kopieren Sie den Schlüssel des mobilen Webdienstes.',
        'Speichern Sie ihn in einer eigenen Datei, zum Beispiel token.txt.',
        'Führen Sie diesen Befehl in einem Terminal aus, mit Adresse, Kurs und Aktivität, die Sie archivieren möchten:',
      ],
      commandLabel: 'Befehl',
      placeholders: { course: 'GESCH101', activity: 'Zwischenprüfung' },
    },
    problem: {
      title: 'Ihre Ablage lässt sich nicht öffnen',
      safe: 'Es ist nichts verloren: Archive und fertige Arbeit bleiben, wo sie sind.',
      unknown: 'Die Archivierung wurde mehrmals hintereinander unterbrochen.',
      retry: 'Erneut versuchen',
    },
  },
}

function amountOf({ unit, amount }: RoundedTime): string {
  switch (unit) {
    case 'moments':
      return 'wenige Sekunden'
    case 'seconds':
      return `etwa ${amount} s`
    case 'minutes':
      return `etwa ${amount} Min.`
    case 'hours':
      return `etwa ${amount} Std.`
  }
}
