import type { ConnectWords } from './words.ts'

export const english: ConnectWords = {
  title: 'Connect Moodle',
  titleAgain: 'Sign in again',
  summary: 'Muniment reads what you may see on your site, and changes nothing there.',
  summaryAgain: 'The site does not take the kept sign-in any more. What waits for it goes on by itself afterwards.',
  address: 'Address of your Moodle',
  addressHelp: 'As you type it in your browser, or any page of it copied from there: moodle.example.edu',
  find: 'Find site',
  finding: 'Looking for the site …',
  site: 'Site',
  otherSite: 'Another site',
  notEncrypted: {
    title: 'The connection to this site is not encrypted',
    text: 'Anybody between you and the site can read what you send, your password too. Use it only within a network that you trust.',
  },
  obstacles: {
    maintenance: 'It is closed for maintenance. Try again later.',
    services_off:
      'It does not let programs such as Muniment read it. Ask its administrators to turn on “web services for mobile devices”.',
  },
  obstacleTitle: 'This site cannot be read just now',
  howToSignIn: 'How do you sign in?',
  ways: {
    password: { name: 'User name and password', help: 'As on the sign-in page of the site. The password is not kept.' },
    browser: { name: 'In the browser', help: 'By your university’s own sign-in page.' },
    token: { name: 'With a token', help: 'From your Moodle preferences, under “Security keys”.' },
  },
  userName: 'User name',
  password: 'Password',
  passwordHelp: 'Used once, to get a token for Muniment.',
  token: 'Token',
  tokenHelp: 'In Moodle: Preferences, “Security keys”, the key of the mobile web service.',
  signIn: 'Sign in',
  signingIn: 'Signing in …',
  openBrowser: 'Sign in in the browser',
  openingBrowser: 'Opening the browser …',
  inBrowser: {
    title: 'Go on in your browser',
    text: 'Sign in there as always. When the browser asks whether it may open Muniment, say yes; this page then goes on by itself. It waits for ten minutes.',
    again: 'Open the browser again',
    back: 'Sign in another way',
    pasted: 'Or paste the address',
    pastedHelp: 'If the browser does not open Muniment: copy the address that begins with muniment://',
    finish: 'Go on',
  },
  reminder: {
    title: 'Sign in again',
    text: (names) =>
      `The site does not take the kept sign-in any more. ${names.length === 1 ? `“${names[0]}” waits` : `${names.length} tasks wait`} for you, and ${names.length === 1 ? 'goes' : 'go'} on by ${names.length === 1 ? 'itself' : 'themselves'} afterwards.`,
    action: 'Sign in again',
  },
  failed: 'That did not work',
  problem: () => null,
}
