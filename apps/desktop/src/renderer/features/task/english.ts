import type { Amount, ItemNoun, TaskScreenWords } from './words.ts'

const one: Readonly<Record<ItemNoun, string>> = {
  attempts: 'attempt',
  submissions: 'submission',
  discussions: 'discussion',
  items: 'item',
}

const counted = ({ count, text }: Amount, noun: ItemNoun): string => `${text} ${count === 1 ? one[noun] : noun}`

export const english: TaskScreenWords = {
  waiting: 'Looking for the task …',
  reconnecting: 'The archiving engine stopped and is being started again. What was done is kept.',
  reconnectingToServer: 'The connection to the server is lost and is being made again. The task goes on meanwhile.',
  failedToLoad: 'The task cannot be shown',
  headline: {
    doneOf: (done, total, noun) => `${done} of ${counted(total, noun)}`,
    allDone: (total, noun) =>
      total.count === 1 ? `The ${one[noun]} is archived` : `All ${total.text} ${noun} are archived`,
    nothingThere: (noun) => `Archived; there are no ${noun}`,
    incomplete: (done, total, noun) => `${done} of ${counted(total, noun)} archived; the rest was left out knowingly`,
    notArchived: (count) => `${count} failed`,
    notStarted: 'Not started yet',
    waitsForTurn: 'waits for its turn',
    waitsForYou: 'waits for you',
    failed: 'Could not be archived',
  },
  rate: {
    perMinute: (rate, noun) => `${counted(rate, noun)} a minute`,
    reused: (count) => `${count} taken from an earlier archive`,
  },
  now: (titles, more) => `Now: ${[...titles, ...(more === null ? [] : [`${more} more`])].join(' · ')}`,
  stagesLabel: 'Stages',
  stages: { connecting: 'Connect', listing: 'Find out', archiving: 'Archive', sealing: 'Seal' },
  actions: {
    execute: 'Start',
    pause: 'Pause',
    resume: 'Go on',
    abort: 'Stop',
    sealIncomplete: 'Seal as incomplete …',
  },
  retryFailed: 'Try the failed ones again',
  goOn: 'Go on',
  moreActions: 'More actions',
  showArchive: 'Show the archive',
  signIn: 'Sign in again',
  priority: { low: 'Let others go first', normal: 'Usual priority', high: 'Before the others' },
  priorityNow: { low: 'Lets others go first', normal: 'Usual priority', high: 'Goes before the others' },
  refused: {
    title: 'That was not done',
    tooLate: 'The task had moved on in the meantime. This is how it is now.',
  },
  trouble: {
    itemsFailed: (items, noun) => `${counted(items, noun)} could not be archived`,
    keptSafe: (done, total, noun) =>
      `${done} of ${counted(total, noun)} are done and kept. Nothing is sealed yet: an archive is made once all are there, or once you say that it may be incomplete.`,
    nextSteps: 'What went wrong',
    moreReasons: (count) => `and ${count} more in the list below`,
    taskFailed: 'The task could not go on',
    signInAgain: 'The site wants you to sign in again',
    signInText: 'What was done is kept. The task goes on by itself once you have signed in.',
  },
  incomplete: {
    title: 'Seal an incomplete archive?',
    action: 'Seal as incomplete',
    warning: (items, noun) => `${counted(items, noun)} will be missing from the archive:`,
    stays:
      'The archive says for ever that it is incomplete, and lists what is missing. It can never look complete, and nothing can be added to it later.',
    instead: 'If the cause can pass, such as a site that was down, try the failed ones again first.',
    more: (count) => `and ${count} more`,
  },
  tabs: { label: 'Details', items: 'Items', log: 'Log' },
  items: {
    label: 'Items, newest trouble first',
    columns: { title: 'Name', state: 'State', size: 'Size' },
    conditions: {
      failed: 'Failed',
      retrying: 'Trying again',
      lacking: 'Archived, something missing',
      running: 'Being archived',
      pending: 'Waiting',
      finished: 'Archived',
    },
    filterLabel: 'Show',
    all: 'All',
    choice: (name, count) => `${name} (${count})`,
    search: 'Search by name',
    noneYet: 'What there is to archive is not known yet.',
    noneFound: 'Nothing of this kind.',
    reading: 'Reading the list …',
    attempts: ({ count, text }) => (count === 1 ? 'tried once' : `tried ${text} times`),
  },
  details: {
    whatHappened: 'What happened',
    whatToDo: 'What to do',
    byItself: 'Nothing: it is tried again by itself.',
    tryAgain: 'Try it again with the task; the cause may have passed.',
    firstSolve: 'Solve the cause first, then try it again with the task. Or seal the archive as incomplete, knowingly.',
    remarks: 'To know about it',
    place: 'Place in the archive',
    files: ({ count, text }, size) => `${text} ${count === 1 ? 'file' : 'files'}, ${size}`,
    close: 'Close',
  },
  log: {
    label: 'Log, newest first',
    none: 'Nothing has been written yet.',
    showEarlier: 'Show earlier entries',
    levels: { warning: 'Warning', error: 'Error' },
  },
  missing: {
    title: 'There is no such task',
    text: 'It may have been removed, or it is on another computer.',
    toTasks: 'Show all tasks',
  },
}
