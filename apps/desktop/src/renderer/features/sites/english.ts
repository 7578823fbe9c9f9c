import type { SiteWords } from './words.ts'

/** Where a site stays, and yet Muniment shall not read it any more. */
const takeKeyBack = 'To take away what Muniment may do there, reset its key in Moodle: Preferences, “Security keys”.'

const problems: Readonly<Record<string, string>> = {
  state_conflict: 'There are tasks of this site. They and their archives refer to it, so it stays.',
  forbidden: 'Your access key may not do this. Ask whoever runs this server.',
}

export const english: SiteWords = {
  summary: 'Where Muniment reads, and as whom. It changes nothing there.',
  loading: 'Looking for connected sites …',
  failed: 'Connected sites cannot be shown',
  none: { title: 'No site is connected yet', text: 'Connect your Moodle to see its courses and archive them.' },
  listLabel: 'Connected sites',
  showMore: 'Show more',
  connect: 'Connect another site',
  kinds: { sample: 'Sample, invented, to try things out', moodle: (release) => `Moodle ${release}` },
  facts: {
    address: 'Address',
    person: 'Signed in',
    kind: 'Kind',
    connectedAt: 'Connected',
    requests: 'Requests at once',
  },
  requests: ({ atOnce, atMost, pausedUntil }) =>
    [
      atOnce === null ? `at most ${atMost}` : `${atOnce}, at most ${atMost}`,
      ...(pausedUntil === null ? [] : [`the site wants a pause until ${pausedUntil}`]),
    ].join('; '),
  check: 'Check the sign-in',
  checkOf: (siteName) => `Check the sign-in to ${siteName}`,
  checking: 'Asking the site …',
  works: 'The sign-in works',
  signInGone: 'The site does not take the kept sign-in any more.',
  signInAgain: 'Sign in again',
  forget: {
    open: 'Forget …',
    openOf: (siteName) => `Forget ${siteName}`,
    title: (siteName) => `Forget “${siteName}”?`,
    gone: 'The kept sign-in will be gone, and the site from this list. To read it again, you connect and sign in anew.',
    sampleGone: 'The sample will be gone from your courses. You can add it again at any time.',
    stays: 'Archives stay as they are, and at the site nothing changes.',
    condition: 'A site of which there are tasks cannot be forgotten.',
    action: 'Forget',
    refused: 'The site was not forgotten',
    problem: (code, isSample) =>
      code === 'state_conflict' && !isSample ? `${problems[code]} ${takeKeyBack}` : (problems[code] ?? null),
  },
}
