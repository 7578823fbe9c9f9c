import type { ErrorCode } from './error-codes.ts'

/**
 * What happened and what to do, by code alone, for people who read German: for errors whose own message was not written in
 * German.
 */
const germanByCode: Readonly<Record<ErrorCode, string>> = {
  input_invalid: 'Eine Angabe ist so nicht möglich. Ändern Sie sie und versuchen Sie es erneut.',
  settings_invalid: 'Eine Einstellung ist so nicht möglich. Ändern Sie sie und versuchen Sie es erneut.',
  path_unsafe: 'Ein Dateiname oder Pfad ist nicht sicher. Wählen Sie einen anderen.',
  not_found: 'Das Gesuchte gibt es nicht oder nicht mehr. Laden Sie die Ansicht neu.',
  state_conflict: 'Das ist im jetzigen Zustand nicht möglich. Laden Sie die Ansicht neu.',
  already_running: 'Daran wird bereits gearbeitet. Warten Sie, bis es fertig ist.',
  unauthenticated: 'Sie sind bei Muniment nicht angemeldet. Melden Sie sich an.',
  forbidden: 'Ihr Zugang zu Muniment erlaubt das nicht. Wenden Sie sich an die Stelle, die Muniment betreibt.',
  rate_limited: 'Das waren zu viele Anfragen auf einmal. Warten Sie einen Augenblick.',
  source_unavailable: 'Die Website antwortet zurzeit nicht. Versuchen Sie es später erneut.',
  source_rate_limited: 'Die Website bittet um eine Pause. Versuchen Sie es später erneut.',
  source_unauthenticated: 'Die Website nimmt die Anmeldung nicht an. Melden Sie sich dort neu an.',
  source_denied:
    'Ihr Konto darf das auf der Website nicht lesen. Bitten Sie die Lehrenden des Kurses oder die Administration der Website um das Recht.',
  source_missing: 'Auf der Website gibt es das nicht mehr, oder Ihr Konto sieht es nicht.',
  source_unexpected:
    'Die Website hat anders geantwortet als erwartet. Möglicherweise wird ihre Version nicht unterstützt, oder ein Plugin ändert die Antwort.',
  storage_busy: 'Der Datenträger oder die Datenbank ist gerade belegt. Versuchen Sie es erneut.',
  storage_full: 'Der Datenträger ist voll. Schaffen Sie Platz und führen Sie den Auftrag dann erneut aus.',
  storage_failed: 'Auf dem Datenträger oder in der Datenbank lässt sich nicht lesen oder schreiben. Prüfen Sie beide.',
  write_mismatch: 'Gespeichertes ist nicht so, wie es geschrieben wurde. Prüfen Sie den Datenträger.',
  manifest_invalid: 'Das Archiv ist beschädigt oder unvollständig. Prüfen Sie es, um zu sehen, warum.',
  timestamp_failed: 'Ein Zeitstempel war nicht zu bekommen. Fordern Sie ihn später erneut an.',
  report_failed: 'Ein Bericht konnte nicht gesetzt werden. Versuchen Sie es später erneut.',
  not_supported: 'Das ist hier nicht möglich.',
  driver_fault: 'In Muniment ging etwas Unerwartetes schief. Versuchen Sie es erneut, und melden Sie es sonst.',
  aborted: 'Die Arbeit wurde abgebrochen.',
  timed_out: 'Es hat zu lange gedauert. Versuchen Sie es später erneut.',
}

/** What to tell in German of an error with only an English message: what the code means, and the message as it is. */
export function inGerman(code: ErrorCode, message: string): string {
  return `${germanByCode[code]} Im Wortlaut: „${message}“`
}
