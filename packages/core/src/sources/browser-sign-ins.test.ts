import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { BrowserSignIns, type SignInToBegin } from './browser-sign-ins.ts'

const siteUrl = 'https://moodle.example.edu'
const token = '0123456789abcdef0123456789abcdef'
const minuteMs = 60_000

const toBegin: SignInToBegin = {
  ownerId: 'ann',
  siteUrl,
  siteName: 'Example',
  launchUrl: `${siteUrl}/admin/tool/mobile/launch.php`,
  ownNames: [siteUrl, 'http://moodle.example.edu'],
  urlScheme: 'muniment',
  options: {},
}

/** Sign-ins with a clock to be set, and passports to be known. */
function openSignIns() {
  let [nowMs, passports] = [Date.UTC(2026, 0, 1), 0]
  const signIns = new BrowserSignIns({ now: () => new Date(nowMs), newPassport: () => `passport${(passports += 1)}` })
  return { signIns, pass: (milliseconds: number) => void (nowMs += milliseconds) }
}

function handOver(passport: string, { name = siteUrl, more = '' } = {}): string {
  const signature = createHash('md5').update(`${name}${passport}`).digest('hex')
  return `muniment://token=${Buffer.from(`${signature}:::${token}${more}`).toString('base64')}`
}

test('a sign-in goes to the site’s own page, and what comes back is taken once', () => {
  const { signIns } = openSignIns()
  const { launchUrl, expiresAt } = signIns.begin(toBegin)
  expect(launchUrl).toBe(
    `${siteUrl}/admin/tool/mobile/launch.php?service=moodle_mobile_app&passport=passport1&urlscheme=muniment`,
  )
  expect(expiresAt).toEqual(new Date(Date.UTC(2026, 0, 1, 0, 10)))
  expect(signIns.finish('ann', handOver('passport1'))).toEqual({ siteUrl, options: {}, token })
  expect(() => signIns.finish('ann', handOver('passport1'))).toThrow(/not begun here, or was used/u)
})

test('the site may sign by another name of its own, and add a private token', () => {
  const { signIns } = openSignIns()
  signIns.begin(toBegin)
  const signed = handOver('passport1', { name: 'http://moodle.example.edu', more: `:::${'p'.repeat(64)}` })
  // Some systems end an address with a slash.
  expect(signIns.finish('ann', `${signed}/`)).toMatchObject({ token })
})

test('what belongs to another owner, another site or another passport is not taken, and does not end the sign-in', () => {
  const { signIns } = openSignIns()
  signIns.begin(toBegin)
  const unknown = { code: 'input_invalid', details: { field: 'handOver', reason: 'hand_over_unknown' } }
  const foreign = handOver('passport1', { name: 'https://evil.example' })
  for (const attempt of [
    () => signIns.finish('ben', handOver('passport1')),
    () => signIns.finish('ann', foreign),
    () => signIns.finish('ann', handOver('passport2')),
  ]) {
    expect(attempt).toThrow(expect.objectContaining(unknown))
  }
  expect(signIns.finish('ann', handOver('passport1'))).toMatchObject({ token })
})

test('what comes too late is told to be late', () => {
  const { signIns, pass } = openSignIns()
  signIns.begin(toBegin)
  pass(10 * minuteMs + 1)
  const late = expect.objectContaining({ details: { field: 'handOver', reason: 'hand_over_expired' } })
  expect(() => signIns.finish('ann', handOver('passport1'))).toThrow(late)
})

const signed = createHash('md5').update('x').digest('hex')
test.each([
  '',
  'muniment://',
  'muniment://token=',
  'muniment://token=%00',
  'muniment://other=abc',
  `muniment://token=${'A'.repeat(3_000)}`,
  `muniment://token=${Buffer.from(`${signed}:::short`).toString('base64')}`,
  `muniment://token=${Buffer.from(`${signed}:::${token}\n`).toString('base64')}`,
  `muniment://token=${Buffer.from(`${signed}::${token}`).toString('base64')}`,
  `muniment://token=${Buffer.from(`${signed.toUpperCase()}:::${token}`).toString('base64')}`,
  `muniment://token=${Buffer.from(`${signed}:::${token}`).toString('base64')}&token=x`,
])('%j is no hand-over', (text) => {
  const { signIns } = openSignIns()
  signIns.begin(toBegin)
  const unreadable = expect.objectContaining({ details: { field: 'handOver', reason: 'hand_over_unreadable' } })
  expect(() => signIns.finish('ann', text)).toThrow(unreadable)
})

test('who begins again and again has the newest ten, and takes none from others', () => {
  const { signIns } = openSignIns()
  signIns.begin({ ...toBegin, ownerId: 'ben' })
  for (let count = 0; count < 11; count++) signIns.begin(toBegin)
  expect(() => signIns.finish('ann', handOver('passport2'))).toThrow('not begun here')
  expect(signIns.finish('ann', handOver('passport3'))).toMatchObject({ token })
  expect(signIns.finish('ben', handOver('passport1'))).toMatchObject({ token })
})

test('of all owners together, only so many are waited for', () => {
  const { signIns, pass } = openSignIns()
  const beginAs = (ownerId: number) => signIns.begin({ ...toBegin, ownerId: String(ownerId) })
  for (let owner = 0; owner < 500; owner++) beginAs(owner)
  expect(() => beginAs(500)).toThrow(expect.objectContaining({ code: 'rate_limited' }))
  pass(21 * minuteMs)
  expect(beginAs(500)).toMatchObject({ siteUrl })
})

test('what is no scheme is refused', () => {
  const { signIns } = openSignIns()
  for (const urlScheme of ['', 'java script', 'Https', '1x', 'x'.repeat(60)]) {
    expect(() => signIns.begin({ ...toBegin, urlScheme }), urlScheme).toThrow('not valid')
  }
})
