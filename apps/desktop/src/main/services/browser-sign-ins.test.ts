import { expect, test } from 'vitest'
import { BrowserSignIns } from './browser-sign-ins.ts'

const launchUrl = 'https://moodle.example.edu/admin/tool/mobile/launch.php?service=x&passport=y&urlscheme=muniment'
const handOver = 'muniment://token=YWJj'

function open() {
  let nowMs = 1_000
  const opened: string[] = []
  const logged: string[] = []
  const signIns = new BrowserSignIns({
    openInBrowser: async (address) => void opened.push(await Promise.resolve(address)),
    nowMs: () => nowMs,
    log: (message) => void logged.push(message),
  })
  return { signIns, opened, logged, pass: (milliseconds: number) => void (nowMs += milliseconds) }
}

test('only what the engine has begun is opened, and only while it is good', async () => {
  const { signIns, opened, logged, pass } = open()
  expect(await signIns.open(launchUrl)).toBe(false)
  signIns.begun(launchUrl, 2_000)
  expect(await signIns.open(`${launchUrl}&more=1`)).toBe(false)
  expect(await signIns.open(launchUrl)).toBe(true)
  pass(1_001)
  expect(await signIns.open(launchUrl)).toBe(false)
  expect(opened).toEqual([launchUrl])
  expect(logged.join()).not.toContain('moodle')
})

test.each([
  'file:///etc/passwd',
  'muniment://x/admin/tool/mobile/launch.php',
  'javascript:alert(1)//admin/tool/mobile/launch.php',
  'https://moodle.example.edu/other.php',
  'https://user:secret@moodle.example.edu/admin/tool/mobile/launch.php',
  'https://moodle.example.edu/other.php?x=/admin/tool/mobile/launch.php',
  'https://moodle.example.edu/other.php#/admin/tool/mobile/launch.php',
  'not an address',
])('not even the engine gets %s opened', async (address) => {
  const { signIns, opened } = open()
  signIns.begun(address, 2_000)
  expect(await signIns.open(address)).toBe(false)
  expect(opened).toEqual([])
})

test('what comes back is let through only while it is waited for, and never told in a log', async () => {
  const { signIns, logged, pass } = open()
  signIns.begun(launchUrl, 2_000)
  expect(signIns.receive(handOver)).toBeUndefined()
  await signIns.open(launchUrl)
  expect(signIns.receive(handOver)).toBe(handOver)
  expect(signIns.receive('muniment://other')).toBeUndefined()
  pass(1_001)
  expect(signIns.receive(handOver)).toBeUndefined()
  expect(logged).toHaveLength(3)
  expect(logged.join()).not.toMatch(/YWJj|other/u)
})

test('a flood ends, until the next sign-in', async () => {
  const { signIns } = open()
  signIns.begun(launchUrl, 2_000)
  await signIns.open(launchUrl)
  const let20 = Array.from({ length: 25 }, () => signIns.receive(handOver)).filter((one) => one !== undefined)
  expect(let20).toHaveLength(20)
  await signIns.open(launchUrl)
  expect(signIns.receive(handOver)).toBe(handOver)
})
