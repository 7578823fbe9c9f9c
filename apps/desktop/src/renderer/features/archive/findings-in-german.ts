import type { FindingCode } from '@muniment/sdk'

/** What the verifier can find, in a sentence; the path stands beside it. */
export const findingsInGerman: Readonly<Record<FindingCode, string>> = {
  missing: 'Diese Datei fehlt, oder das Archiv liegt nicht dort, wo es abgelegt wurde.',
  unexpected: 'Diese Datei gehört nicht dazu.',
  checksum_mismatch: 'Der Inhalt ist nicht der, der versiegelt wurde: Die Prüfsumme weicht ab.',
  size_mismatch: 'Die Größe weicht von der versiegelten ab.',
  unreadable: 'Dies ist nicht lesbar.',
  name_conflict: 'Zwei Dateien haben Namen, die auf manchen Computern dieselben sind.',
  unsafe_path: 'Der Name lässt sich nicht gefahrlos entpacken.',
  bag_invalid: 'Die Angaben des Archivs über sich selbst sind fehlerhaft.',
  zip_invalid: 'Die Zip-Datei selbst ist verändert oder beschädigt.',
  incomplete: 'Das Archiv wurde wissentlich unvollständig versiegelt.',
  items_mismatch: 'Die Listen der Einträge passen nicht zueinander oder zu den Dateien.',
  report_unreadable: 'Dieser Bericht ist nicht lesbar.',
  report_nonconforming: 'Dieser Bericht ist nicht, wie ein Bericht von Muniment ist.',
  record_mismatch: 'Dieser Bericht sagt etwas anderes als die Liste der Einträge.',
  copy_unreadable: 'Diese Kopie für Browser ist nicht lesbar.',
  copy_not_still: 'Diese Kopie für Browser lädt oder tut etwas.',
  raw_unreadable: 'Diese Antwort der Plattform ist nicht lesbar.',
  media_type_mismatch: 'Diese Datei ist etwas anderes, als verzeichnet ist.',
  not_checked: 'Dies konnte nicht geprüft werden.',
  timestamp_invalid: 'Ein Zeitstempel gilt nicht für dieses Archiv.',
  timestamp_untrusted: 'Wer diesen Zeitstempel ausgestellt hat, ist hier nicht als vertrauenswürdig hinterlegt.',
}
