import type { WelcomeWords } from './words.ts'

export const english: WelcomeWords = {
  title: 'Welcome to Muniment',
  summary:
    'Keep what your students handed in, and how it was marked, so that it can still be read and proved in ten years.',
  connect: {
    title: 'Connect your Moodle',
    text: 'Sign in as you always do. Muniment reads what you may see as a teacher, and changes nothing.',
    action: 'Connect Moodle',
  },
  backup: {
    title: 'Open a Moodle backup',
    text: 'Archive from a backup file (.mbz), without the site that it came from.',
    action: 'Open backup',
  },
  backupLater: {
    title: 'Backups cannot be opened yet',
    text: 'A later version of Muniment archives from them. Keep the file: nothing was done with it. Until then, connect the Moodle that it came from.',
  },
  sample: {
    title: 'Try the sample course',
    text: 'An invented exam and an assignment, to see how everything works. No network, no account.',
    action: 'Try the sample',
  },
  later: 'Comes in a later version',
  opening: 'Opening your library …',
  openingSample: 'Adding the sample course …',
  sampleFailed: 'The sample course could not be added',
  local: 'Everything stays on this computer. Muniment talks to your Moodle, and to nobody else.',
}
