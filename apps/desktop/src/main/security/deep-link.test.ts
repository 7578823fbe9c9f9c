import { expect, test } from 'vitest'
import { findDeepLink, parseDeepLink } from './deep-link.ts'

const link = `muniment://token=${Buffer.from('0123:::abc').toString('base64')}`

test('what a sign-in hands over is let through as it is', () => {
  expect(parseDeepLink(link)).toBe(link)
  expect(parseDeepLink(`${link}/`)).toBe(`${link}/`)
})

test.each([
  undefined,
  null,
  {},
  ['muniment://token=abc'],
  '',
  'muniment:',
  'muniment://',
  'muniment://token=',
  'muniment:token=abc',
  'MUNIMENT://token=abc',
  'muniment://token=abc def',
  'muniment://token=abc\nmuniment://token=abc',
  'muniment://token=abc&open=/etc/passwd',
  'muniment://token=abc#x',
  'muniment://token=abc?x=y',
  'muniment://token=%61bc',
  'muniment://token=abc====',
  'muniment://token=ab\u0000c',
  'muniment://token=аbc',
  'muniment://evil.example/token=abc',
  'muniment://user@token=abc',
  'muniment://open?file=x',
  'muniment-app://app/index.html',
  'https://token=abc',
  'file:///etc/passwd',
  'javascript:alert(1)',
  ` ${link}`,
  `${link} `,
  `muniment://token=${'A'.repeat(2_000)}`,
])('%j is not', (address) => {
  expect(parseDeepLink(address)).toBeUndefined()
})

test('one address of our scheme is found on a command line, whatever stands beside it', () => {
  expect(findDeepLink(['/opt/muniment', '--no-sandbox', link])).toBe(link)
  expect(findDeepLink(['/opt/muniment', 'MUNIMENT://x'])).toBe('MUNIMENT://x')
  expect(findDeepLink(['/opt/muniment', '--file=muniment://token=abc'])).toBeUndefined()
  expect(findDeepLink(['/opt/muniment', link, link])).toBeUndefined()
  expect(findDeepLink([...Array.from({ length: 100 }, () => 'x'), link])).toBeUndefined()
})
