import type { RoundedTime, Words } from './words.ts'

export const english: Words = {
  navigation: { label: 'Main', tasks: 'Tasks', archivers: 'Archivers', skip: 'Skip to content', signOut: 'Sign out' },
  signIn: {
    title: 'Sign in to Muniment',
    key: 'Access key',
    help: 'Whoever runs this server makes keys and gives you yours. It is forgotten when you close this tab.',
    submit: 'Sign in',
    checking: 'Checking …',
    problems: {
      refused: 'This key does not hold: it is mistyped, has expired or was taken back.',
      later: 'The server takes no more tries just now. Wait a minute, then try again.',
      unreachable: 'The server does not answer. Check your connection, then try again.',
    },
  },
  archivers: {
    title: 'Archivers',
    summary: 'What can be archived, and where the archivers come from.',
    listLabel: 'Archivers',
    loading: 'Looking for archivers …',
    builtIn: 'comes with Muniment',
    fromPackage: (packageName, version) => `from the package ${packageName} ${version}`.trimEnd(),
    problems: {
      title: 'These cannot be used',
      others: 'All other archivers work. What is wrong with these is for whoever installed or wrote them:',
    },
    more: {
      title: 'Add an archiver from elsewhere',
      text: 'Archivers for further kinds of activities are npm packages. Install one in a terminal:',
      trust:
        'A package runs with all rights of this app: it can read and change what you can. Install only what you trust.',
      commandLabel: 'Command',
      placeholder: 'package-name',
      restart: 'Then start Muniment again.',
    },
    failed: { title: 'Archivers cannot be shown', retry: 'Try again' },
  },
  tasks: {
    title: 'Tasks',
    summary: 'What is being archived, and what has been.',
    listLabel: 'Tasks, newest first',
    showEarlier: 'Show earlier tasks',
    connecting: 'Opening your library …',
    reconnecting: 'The archiving engine stopped and is being started again. What was done is kept.',
    reconnectingToServer: 'The connection to the server is lost and is being made again. Tasks go on meanwhile.',
    states: {
      created: 'Not started',
      scheduled: 'Waiting',
      running: 'Archiving',
      finalizing: 'Sealing',
      pausing: 'Pausing',
      aborting: 'Stopping',
      paused: 'Paused',
      finished: 'Finished',
      failed: 'Failed',
      aborted: 'Stopped',
    },
    activities: {
      connecting: 'Connecting to the site',
      listing: 'Finding out what there is to archive',
      archiving: 'Archiving',
      waiting: 'Waiting for the site to answer',
      sealing: 'Sealing the archive',
      stopping: 'Finishing what is being written',
    },
    progressLabel: (activityName) => `Progress of ${activityName}`,
    foundSoFar: (count) => `${count} so far`,
    doneOf: (done, total) => `${done} of ${total}`,
    failed: (count) => `${count} failed`,
    timeLeft: (time) => `${amountOf(time)} left`,
    createdAt: (date) => `created ${date}`,
    endedAt: (date) => `ended ${date}`,
    startsSoon: 'Starts when the tasks before it are done',
    canGoOn: 'what was done is kept',
    goesOnAfterSignIn: 'goes on by itself once you have signed in again',
    changed: (activityName, state) => `${activityName}: ${state}`,
    empty: {
      title: 'Nothing has been archived yet',
      text: 'Archiving an activity is a task. Start one, and it shows up here at once: how far it is, how long it will take, and whether anything needs you.',
      stepsTitle: 'Start your first task',
      steps: [
        'In Moodle, open your preferences, then “Security keys”, and copy the key of the mobile web service.',
        'Put it into a file of its own, such as token.txt.',
        'Run this in a terminal, with the address, course and activity that you want to archive:',
      ],
      commandLabel: 'Command',
      placeholders: { course: 'HIST101', activity: 'Midterm' },
    },
    problem: {
      title: 'Your library cannot be opened',
      safe: 'Nothing was lost: archives and finished work stay where they are.',
      unknown: 'The archiving engine stopped several times in a row.',
      retry: 'Try again',
    },
  },
}

function amountOf({ unit, amount }: RoundedTime): string {
  switch (unit) {
    case 'moments':
      return 'a few seconds'
    case 'seconds':
      return `about ${amount} s`
    case 'minutes':
      return `about ${amount} min`
    case 'hours':
      return `about ${amount} h`
  }
}
