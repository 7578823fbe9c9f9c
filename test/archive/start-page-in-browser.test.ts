import { execFile } from 'node:child_process'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FindingCollector, openArchive } from '@muniment/core'
import { openChromium } from '../desktop/electron-stand-in/chromium.ts'
import { openWorkspace, sealSample } from './sample-archive.ts'

const run = promisify(execFile)
const students = 40
const languages = ['en', 'de'] as const
let workspace: Awaited<ReturnType<typeof openWorkspace>>
let browser: Browser
const bags = new Map<string, string>()

beforeAll(async () => {
  workspace = await openWorkspace()
  browser = await openChromium()
  for (const language of languages) await unpackSample(language, { language, students })
  await unpackSample('large', { language: 'en', students: 1_500, reportBytes: 8 })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await workspace?.[Symbol.asyncDispose]()
})

async function unpackSample(name: string, options: Parameters<typeof sealSample>[1]): Promise<void> {
  const folder = join(workspace.folder, name)
  await mkdir(folder)
  const added = ['Sitzplan.pdf', 'minutes <b>.txt']
  const { path } = await sealSample(folder, { ...options, added, failed: name === 'en' })
  const bag = join(folder, 'bag')
  await using reader = await openArchive(path, new FindingCollector())
  for (const entry of reader?.entries.values() ?? []) {
    await mkdir(dirname(join(bag, entry.path)), { recursive: true })
    await writeFile(join(bag, entry.path), entry.open())
  }
  bags.set(name, bag)
}

const bagOf = (name: string): string => bags.get(name) ?? ''
const addressOf = (name: string): string => pathToFileURL(join(bagOf(name), 'data', 'index.html')).href

async function open(address: string, options: Parameters<Browser['newPage']>[0] = {}) {
  const page = await browser.newPage(options)
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(address)
  return { page, complaints, [Symbol.asyncDispose]: () => page.close() }
}

const frameText = async (page: Page): Promise<string> =>
  (await page.frameLocator('iframe').locator('body').textContent()) ?? ''

describe('the start page in a browser', () => {
  it.each(languages.flatMap((language) => ['light', 'dark'].map((theme) => [language, theme] as const)))(
    'fits every width: %s, %s',
    async (language, colorScheme) => {
      await using opened = await open(addressOf(language), { colorScheme: colorScheme === 'dark' ? 'dark' : 'light' })
      for (const width of [320, 640, 1_000, 1_001, 1_150, 1_151, 1_920]) {
        await opened.page.setViewportSize({ width, height: 900 })
        const widest = await opened.page.evaluate('document.documentElement.scrollWidth')
        expect(widest, `at ${width} pixels`).toBeLessThanOrEqual(width)
        expect(opened.complaints).toEqual([])
      }
    },
    60_000,
  )

  it.each(languages)('breaks no word of its own, such as a state, in the middle: %s', async (language) => {
    await using opened = await open(addressOf(language))
    for (const width of [320, 1_001, 1_200, 1_920]) {
      await opened.page.setViewportSize({ width, height: 900 })
      const broken: unknown = await opened.page.evaluate(`
        [...document.querySelectorAll('tbody .word bdi')].flatMap(({ firstChild: text }) =>
          [...text.data.matchAll(/\\S+/gu)].filter(({ 0: word, index }) => {
            const range = document.createRange()
            range.setStart(text, index)
            range.setEnd(text, index + word.length)
            return range.getClientRects().length !== 1
          }).map(String))`)
      expect(broken, `at ${width} pixels`).toEqual([])
      expect(await opened.page.locator('tbody .word').count()).toBeGreaterThan(0)
    }
  })

  it('shows from a disk and over HTTP when and by whom it was archived', async () => {
    const server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
      response.setHeader('content-type', path.endsWith('.html') ? 'text/html' : 'text/plain; charset=utf-8')
      createReadStream(join(bagOf('en'), path))
        .on('error', () => response.end())
        .pipe(response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    for (const address of [addressOf('en'), `http://127.0.0.1:${port}/data/index.html`]) {
      await using opened = await open(address)
      expect(await frameText(opened.page)).toContain('Bagging-Date: 2026-11-23')
      expect(opened.complaints).toEqual([])
      await opened.page.getByRole('link', { name: 'Open bag-info.txt' }).click()
      await opened.page.waitForURL(/bag-info\.txt$/u)
    }
    await new Promise((resolve) => server.close(resolve))
  })

  it('sorts by keyboard and says so, and finds without regard to accents', async () => {
    await using opened = await open(addressOf('en'), { viewport: { width: 1_280, height: 900 } })
    const { page } = opened
    const header = page.getByRole('columnheader', { name: 'Id number' })
    await header.getByRole('button').focus()
    await page.keyboard.press('Enter')
    expect(await header.getAttribute('aria-sort')).toBe('ascending')
    await page.keyboard.press('Enter')
    expect(await header.getAttribute('aria-sort')).toBe('descending')
    expect(await page.locator('tbody tr').first().textContent()).toContain(`s${1_000 + students - 1}`)
    await page.getByRole('searchbox').fill('zolcinski')
    expect(await page.locator('tbody tr:visible').count()).toBe(Math.ceil(students / 7))
    expect(await page.locator('output').textContent()).toBe(`${Math.ceil(students / 7)} of ${students} found`)
  })

  it('sorts where the head of the table has no room', async () => {
    await using opened = await open(addressOf('de'), { viewport: { width: 320, height: 900 } })
    const { page } = opened
    await page.getByLabel('Sortieren nach').selectOption({ label: 'Punkte' })
    expect(await page.locator('tbody tr').first().textContent()).toContain(`s${1_000 + students - 2}`)
  })

  it('reads without script', async () => {
    await using opened = await open(addressOf('de'), { javaScriptEnabled: false })
    const { page } = opened
    expect(await page.locator('tbody tr:visible').count()).toBe(students)
    expect(await page.locator('#tools').isVisible()).toBe(false)
    for (const text of ['Vollständig: 40 von 40', 'Von Hand hinzugefügt', 'minutes _b_.txt', 'Note on Sitzplan.pdf']) {
      expect(await page.getByText(text).first().isVisible(), text).toBe(true)
    }
    expect(await page.getByText('hieß beim Hinzufügen „minutes <b>.txt“').isVisible()).toBe(true)
  })

  it('shows the first of very many, says so, and all of them when asked or printed', async () => {
    await using opened = await open(addressOf('large'), { viewport: { width: 1_280, height: 900 } })
    const { page } = opened
    expect(await page.locator('tbody tr:visible').count()).toBe(500)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('tbody tr:visible').count()).toBe(1_500)
    await page.emulateMedia({ media: 'screen' })
    expect(await page.getByText('These are the first 500 of 1,500.').isVisible()).toBe(true)
    await page.getByRole('searchbox').fill('s2499')
    expect(await page.locator('tbody tr:visible').count()).toBe(1)
    await page.getByRole('searchbox').fill('')
    await page.getByRole('button', { name: 'Show all 1,500' }).click()
    expect(await page.locator('tbody tr:visible').count()).toBe(1_500)
  })

  it('links to files that are there', async () => {
    await using opened = await open(addressOf('en'))
    const links = textsOf(await opened.page.evaluate('Array.from(document.links, (link) => link.href)'))
    const files = links.filter((link) => !link.includes('#'))
    expect(files.length).toBeGreaterThan(students * 2)
    for (const file of files) expect(existsSync(new URL(file)), file).toBe(true)
  })
})

/** The links of a page, as it gives them. */
function textsOf(links: unknown): string[] {
  return Array.isArray(links) ? links.map(String) : []
}

describe.skipIf(process.platform !== 'linux')('what the page says about checking', () => {
  it.each(['sha256sum --check', 'shasum -a 256'])('“%s …” finds nothing wrong, and finds a change', async (begin) => {
    await using opened = await open(addressOf('de'))
    const commands = await opened.page.locator('pre').allTextContents()
    const command = commands.find((text) => text.startsWith(begin)) ?? ''
    const bag = join(workspace.folder, `copy-${begin.length}`)
    await run('cp', ['-r', bagOf('de'), bag])
    await run('sh', ['-c', command], { cwd: bag })
    await writeFile(join(bag, 'data', 'additional files', 'Sitzplan.pdf'), 'added Sitzplan.pdF')
    await expect(run('sh', ['-c', command], { cwd: bag })).rejects.toMatchObject({
      stdout: expect.stringMatching(/Sitzplan\.pdf: FAILED/u),
    })
  })
})
