import type { SignInWords } from './words.ts'

export const english: SignInWords = {
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
}
