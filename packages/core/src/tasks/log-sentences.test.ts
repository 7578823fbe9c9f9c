import { expect, test } from 'vitest'
import { ArchivingError } from '../errors/index.ts'
import { reasonDetails, saidDetails } from './log-entry.ts'
import type { LogKind, LogKinds } from './log-kinds.ts'
import { logKinds, sentenceOf } from './log-sentences.ts'

const none = {}
const why = reasonDetails(new ArchivingError('source_denied', 'No.', { german: 'Nein.' }))
const archive = { fileName: 'Midterm.zip', sealedAt: '2026-11-05T09:30:00.000Z' }

const samples: { readonly [Kind in LogKind]: LogKinds[Kind] } = {
  created: { requestedBy: 'Ada', preset: 'Short' },
  file_added: { name: 'plan.pdf', sizeBytes: 12, sha256: 'ab12' },
  file_removed: { name: 'plan.pdf' },
  going_on_after_interruption: none,
  paused_before_it_began: none,
  paused: none,
  aborted: none,
  stopped: why,
  sign_in_again: none,
  sealing: { incomplete: false },
  finished: { fileName: 'Midterm.zip', finished: 2, total: 3 },
  source_silent: none,
  source_answers: none,
  storage_silent: none,
  storage_answers: none,
  trying_again: { ...why, seconds: 1 },
  items_listed: { total: 3 },
  item_new: { title: 'Ada, 1' },
  item_changed: { title: 'Ada, 1' },
  item_gone: { title: 'Ada, 1' },
  item_damaged: { title: 'Ada, 1' },
  more_changes: { count: 4 },
  nothing_changed_meanwhile: none,
  goes_on_changing: { listedAt: '2026-11-05T09:30:00.000Z' },
  reused: { ...archive, reused: 2, total: 3 },
  unchanged: archive,
  unchanged_removed: archive,
  item_trying_again: { ...why, title: 'Ada, 1', seconds: 5 },
  item_failed: { ...why, title: 'Ada, 1' },
  timestamp_granted: { authority: 'A notary', at: '2026-11-05T09:30:00.000Z' },
  timestamp_failed: why,
  archive_intact_again: none,
  archive_damaged: none,
  archive_not_fully_checked: none,
  driver_said: saidDetails({ en: 'Two are missing.', de: 'Zwei fehlen.' }),
  driver_warned: saidDetails('Two are missing.'),
}

test('each kind has its sentence in English and in German', () => {
  const told = logKinds.map((kind) => {
    const { en, de } = sentenceOf(kind, samples[kind])
    return `${kind}\n${en}\n${de}`
  })
  expect(told.join('\n\n')).toMatchInlineSnapshot(`
    "created
    Created by Ada, with the preset “Short”.
    Angelegt von Ada, mit der Voreinstellung „Short“.

    file_added
    Additional file “plan.pdf”: 12 bytes, SHA-256 ab12.
    Zusätzliche Datei „plan.pdf“: 12 Bytes, SHA-256 ab12.

    file_removed
    The additional file “plan.pdf” was taken out again.
    Die zusätzliche Datei „plan.pdf“ wurde wieder entfernt.

    going_on_after_interruption
    Going on after an interruption.
    Nach einer Störung geht es weiter.

    paused_before_it_began
    Paused before it began. Resume the task to start it.
    Unterbrochen, bevor der Auftrag begann. Setzen Sie ihn fort, um ihn zu beginnen.

    paused
    Paused. What was archived is kept; resume the task to go on.
    Unterbrochen. Was archiviert ist, bleibt erhalten; setzen Sie den Auftrag fort, um weiterzumachen.

    aborted
    Aborted. What was archived is kept; execute the task again to go on.
    Angehalten. Was archiviert ist, bleibt erhalten; führen Sie den Auftrag erneut aus, um weiterzumachen.

    stopped
    No.
    Nein.

    sign_in_again
    Sign in to the site again: the task then goes on by itself with what is left.
    Melden Sie sich auf der Website neu an: Der Auftrag macht dann von selbst mit dem Übrigen weiter.

    sealing
    Sealing the archive.
    Das Archiv wird versiegelt.

    finished
    Finished: Midterm.zip, 2 of 3 archived.
    Fertig: Midterm.zip, 2 von 3 archiviert.

    source_silent
    The site does not answer. The task waits for it, and goes on by itself.
    Die Website antwortet nicht. Der Auftrag wartet auf sie und macht von selbst weiter.

    source_answers
    The site answers again.
    Die Website antwortet wieder.

    trying_again
    No. Trying again in 1 second.
    Nein. Neuer Versuch in 1 Sekunde.

    storage_silent
    The storage of the archives does not answer. The task waits for it, and goes on by itself.
    Der Speicher der Archive antwortet nicht. Der Auftrag wartet auf ihn und macht von selbst weiter.

    storage_answers
    The storage of the archives answers again.
    Der Speicher der Archive antwortet wieder.

    items_listed
    There are 3 items to archive.
    Zu archivieren: 3.

    item_new
    Ada, 1: new since the listing.
    Ada, 1: neu hinzugekommen, seit der Auftrag begann.

    item_changed
    Ada, 1: changed while the activity was archived, and is read again.
    Ada, 1: hat sich während der Archivierung geändert und wird erneut gelesen.

    item_gone
    Ada, 1: no longer on the site, or hidden. It stays in the archive as it was before.
    Ada, 1: nicht mehr auf der Website, oder verborgen. Im Archiv bleibt der Stand davor.

    item_damaged
    Ada, 1: what was kept of it is missing or damaged, so it is archived anew.
    Ada, 1: Aufbewahrtes fehlt oder ist beschädigt, deshalb wird es neu archiviert.

    more_changes
    … and 4 more of the kind.
    … und 4 weitere dieser Art.

    nothing_changed_meanwhile
    Nothing has changed while the activity was archived.
    Während der Archivierung hat sich nichts geändert.

    goes_on_changing
    The activity goes on changing. What changed after 2026-11-05 09:30 UTC may not be in the archive.
    Die Aktivität ändert sich immer weiter. Was sich nach dem 05.11.2026, 09:30 Uhr (UTC) geändert hat, fehlt möglicherweise im Archiv.

    reused
    2 of 3 have not changed since “Midterm.zip” of 2026-11-05 and are taken from there. 1 are new, have changed or must be read.
    Seit „Midterm.zip“ vom 05.11.2026 unverändert und von dort übernommen: 2 von 3. Neu, geändert oder zu lesen: 1.

    unchanged
    Nothing has changed since “Midterm.zip” of 2026-11-05: no new archive is made.
    Seit „Midterm.zip“ vom 05.11.2026 hat sich nichts geändert: Es entsteht kein neues Archiv.

    unchanged_removed
    “Midterm.zip” of 2026-11-05 was removed meanwhile: a new archive is made.
    „Midterm.zip“ vom 05.11.2026 wurde inzwischen gelöscht: Ein neues Archiv entsteht.

    item_trying_again
    Ada, 1: No. Trying again in 5 seconds.
    Ada, 1: Nein. Neuer Versuch in 5 Sekunden.

    item_failed
    Ada, 1: No.
    Ada, 1: Nein.

    timestamp_granted
    A notary certified the archive at 2026-11-05 09:30 UTC.
    A notary hat das Archiv am 05.11.2026, 09:30 Uhr (UTC) mit einem Zeitstempel beglaubigt.

    timestamp_failed
    No.
    Nein.

    archive_intact_again
    The archive was verified: it is intact again.
    Das Archiv wurde geprüft: Es ist wieder unversehrt.

    archive_damaged
    The archive was verified and is damaged. Put a copy of it in its place, then verify it again.
    Das Archiv wurde geprüft und ist beschädigt. Ersetzen Sie es durch eine Kopie und prüfen Sie es dann erneut.

    archive_not_fully_checked
    The archive was verified, and something could not be looked at. Do not rely on it before it was verified.
    Das Archiv wurde geprüft, und etwas ließ sich nicht ansehen. Verlassen Sie sich nicht darauf, bevor es ganz geprüft ist.

    driver_said
    Two are missing.
    Zwei fehlen.

    driver_warned
    Two are missing.
    Two are missing."
  `)
})

test('says of an error without German words what its code means, and the error as it is', () => {
  const { de } = sentenceOf('stopped', reasonDetails(new ArchivingError('storage_full', 'No room for cats.')))
  expect(de).toContain('Der Datenträger ist voll.')
  expect(de).toContain('„No room for cats.“')
})

test('counts one second as one', () => {
  const { en, de } = sentenceOf('item_trying_again', { ...why, title: 'Ada', seconds: 1 })
  expect([en, de]).toEqual(['Ada: No. Trying again in 1 second.', 'Ada: Nein. Neuer Versuch in 1 Sekunde.'])
})
