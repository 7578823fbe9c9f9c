import type { ReportLanguage } from '../../documents/index.ts'
import type { RatingAggregate } from '../../sources/forum-source.ts'

/** Words of forum reports, besides those of all reports. */
export interface ForumWords {
  readonly startedBy: string
  readonly started: string
  readonly posts: string
  readonly postsBy: (posts: number, people: number) => string
  readonly postsIn: (posts: number, discussions: number) => string
  readonly firstPost: string
  readonly lastPost: string
  readonly group: string
  readonly visibleFrom: string
  readonly visibleUntil: string
  readonly pinned: string
  readonly locked: string
  readonly description: string
  readonly noSubject: string
  readonly authorHidden: string
  readonly inReplyTo: (number: string, author: string | undefined) => string
  readonly inReplyToOwn: (number: string) => string
  readonly inReplyToLeftOut: string
  readonly inDiscussion: (title: string, number: string) => string
  readonly edited: string
  readonly lastEdited: string
  readonly removed: string
  readonly privateReply: string
  readonly tags: string
  readonly wordCount: (words: number) => string
  readonly somebodyElses: (author: string) => string
  readonly picture: (alternative: string) => string
  readonly attachments: string
  readonly textFiles: string
  readonly rating: (text: string) => string
  readonly ratings: string
  readonly aggregate: Readonly<Record<RatingAggregate, string>>
  readonly ratedBy: (count: number) => string
  readonly gradeOf: Readonly<Record<'ratings' | 'whole_forum', string>>
  readonly graded: string
  readonly feedback: string
  readonly state: string
  readonly notes: ForumNotes
}

/** What must be known of a report. */
export interface ForumNotes {
  readonly edited: string
  readonly removed: string
  readonly privateLeftOut: string
  readonly ratersUnknown: string
  readonly fewer: (counted: number, given: number) => string
  readonly parentMissing: string
  readonly discussionGone: (reason: string) => string
}

const english: ForumWords = {
  startedBy: 'Started by',
  started: 'Started',
  posts: 'Posts',
  postsBy: (posts, people) => `${posts} by ${people === 1 ? 'one person' : `${people} people`}`,
  postsIn: (posts, discussions) => `${posts} in ${discussions === 1 ? 'one discussion' : `${discussions} discussions`}`,
  firstPost: 'First post',
  lastPost: 'Last post',
  group: 'Group',
  visibleFrom: 'Visible from',
  visibleUntil: 'Visible until',
  pinned: 'pinned',
  locked: 'locked',
  description: 'Description of the forum',
  noSubject: '(no subject)',
  authorHidden: 'author hidden by the site',
  inReplyTo: (number, author) => `in reply to ${number}${author === undefined ? '' : ` by ${author}`}`,
  inReplyToOwn: (number) => `in reply to an own post, ${number}`,
  inReplyToLeftOut: 'in reply to a post that is not in this report',
  inDiscussion: (title, number) => `post ${number} of the discussion “${title}”`,
  edited: 'edited',
  lastEdited: 'last edited',
  removed: 'removed',
  privateReply: 'private reply',
  tags: 'Tags',
  wordCount: (words) => (words === 1 ? '1 word' : `${words} words`),
  somebodyElses: (author) => `What was answered, written by ${author}`,
  picture: (alternative) => (alternative === '' ? '[picture]' : `[picture: ${alternative}]`),
  attachments: 'Attachments',
  textFiles: 'Files of the text',
  rating: (text) => `rating ${text}`,
  ratings: 'Ratings',
  aggregate: { average: 'Average', count: 'Count', maximum: 'Highest', minimum: 'Lowest', sum: 'Sum' },
  ratedBy: (count) => (count === 1 ? 'rated by one person' : `rated by ${count} people`),
  gradeOf: { ratings: 'Grade of the ratings', whole_forum: 'Grade of the forum' },
  graded: 'Graded',
  feedback: 'Feedback',
  state: 'State',
  notes: {
    edited: 'The site gives only the last version of edited posts.',
    removed: 'The site no longer tells what removed posts said, and who wrote them.',
    privateLeftOut: 'Private replies were left out, as the settings ask for.',
    ratersUnknown: 'The site does not tell this account who rated which post.',
    fewer: (counted, given) =>
      `The site counted ${counted} posts when the discussions were listed, and gave ${given} when this one was read.`,
    parentMissing: 'Some posts answer a post that the site does not give; they stand at the end.',
    discussionGone: (reason) => `A discussion with posts of this person could not be read: ${reason}`,
  },
}

const german: ForumWords = {
  startedBy: 'Begonnen von',
  started: 'Begonnen',
  posts: 'Beiträge',
  postsBy: (posts, people) => `${posts} von ${people === 1 ? 'einer Person' : `${people} Personen`}`,
  postsIn: (posts, discussions) =>
    `${posts} in ${discussions === 1 ? 'einer Diskussion' : `${discussions} Diskussionen`}`,
  firstPost: 'Erster Beitrag',
  lastPost: 'Letzter Beitrag',
  group: 'Gruppe',
  visibleFrom: 'Sichtbar ab',
  visibleUntil: 'Sichtbar bis',
  pinned: 'angeheftet',
  locked: 'gesperrt',
  description: 'Beschreibung des Forums',
  noSubject: '(kein Betreff)',
  authorHidden: 'von der Website nicht genannt',
  inReplyTo: (number, author) => `Antwort auf ${number}${author === undefined ? '' : ` von ${author}`}`,
  inReplyToOwn: (number) => `Antwort auf einen eigenen Beitrag, ${number}`,
  inReplyToLeftOut: 'Antwort auf einen Beitrag, der nicht in diesem Bericht ist',
  inDiscussion: (title, number) => `Beitrag ${number} der Diskussion „${title}“`,
  edited: 'bearbeitet',
  lastEdited: 'zuletzt bearbeitet',
  removed: 'entfernt',
  privateReply: 'private Antwort',
  tags: 'Schlagwörter',
  wordCount: (words) => (words === 1 ? '1 Wort' : `${words} Wörter`),
  somebodyElses: (author) => `Worauf geantwortet wurde, geschrieben von ${author}`,
  picture: (alternative) => (alternative === '' ? '[Bild]' : `[Bild: ${alternative}]`),
  attachments: 'Anhänge',
  textFiles: 'Dateien des Textes',
  rating: (text) => `Bewertung ${text}`,
  ratings: 'Bewertungen',
  aggregate: { average: 'Mittelwert', count: 'Anzahl', maximum: 'Höchste', minimum: 'Niedrigste', sum: 'Summe' },
  ratedBy: (count) => (count === 1 ? 'von einer Person bewertet' : `von ${count} Personen bewertet`),
  gradeOf: { ratings: 'Gesamtwert der Bewertungen', whole_forum: 'Bewertung des Forums' },
  graded: 'Bewertet',
  feedback: 'Feedback',
  state: 'Status',
  notes: {
    edited: 'Die Website gibt von bearbeiteten Beiträgen nur die letzte Fassung.',
    removed: 'Die Website sagt nicht mehr, was entfernte Beiträge enthielten und wer sie schrieb.',
    privateLeftOut: 'Private Antworten wurden weggelassen, wie eingestellt.',
    ratersUnknown: 'Die Website sagt diesem Zugang nicht, wer welchen Beitrag bewertet hat.',
    fewer: (counted, given) =>
      `Die Website zählte ${counted} Beiträge, als die Diskussionen aufgelistet wurden, und gab ${given}, als diese gelesen wurde.`,
    parentMissing: 'Einige Beiträge antworten auf einen Beitrag, den die Website nicht gibt; sie stehen am Ende.',
    discussionGone: (reason) => `Eine Diskussion mit Beiträgen dieser Person konnte nicht gelesen werden: ${reason}`,
  },
}

const words: Readonly<Record<ReportLanguage, ForumWords>> = { en: english, de: german }

export function forumWords(language: ReportLanguage): ForumWords {
  return words[language]
}
