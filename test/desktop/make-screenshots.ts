import { mkdir, rm } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { openChromium } from './electron-stand-in/chromium.ts'
import { startDesktop, temporaryFolder } from './start-desktop.ts'
import { screensOfWalk, walkFirstRun, type ScreenOfWalk } from './walk-first-run.ts'
import { englishWalk, germanWalk, type WalkWords } from './walk-words.ts'

const repository = join(import.meta.dirname, '../..')
const pictures = join(repository, 'apps/desktop/screenshots')
const looks = [
  { colorScheme: 'light', width: 1_120 },
  { colorScheme: 'dark', width: 1_120 },
  { colorScheme: 'light', width: 480 },
] as const
const height = 760
const mostTries = 100
/** Pixels of a frame that are the page's. */
const border = 4
/** Pixels of a frame that must be seen for its content to be awaited. */
const leastSeen = 120

/** Its head at the top of the window, below what stays there in a narrow one. */
const showReport = `document.querySelector('h3').parentElement.scrollIntoView(); scrollBy(0, innerWidth < 600 ? -104 : -32)`

/** Takes pictures of each screen of the first run, in each language and look: `<screen>-<language>-<theme>-<width>.png`. */
async function makeScreenshots(): Promise<void> {
  await rm(pictures, { recursive: true, force: true })
  await mkdir(pictures, { recursive: true })
  const browser = await openChromium()
  try {
    for (const words of [englishWalk, germanWalk]) await walkWithCamera(browser, words)
  } finally {
    await browser.close()
  }
}

async function walkWithCamera(browser: Browser, words: WalkWords): Promise<void> {
  await using folder = await temporaryFolder()
  const system = { locale: words.locale, timezoneId: 'Europe/Berlin' }
  await using app = await startDesktop({ browser, userData: folder.path, system, at: 'its beginning' })
  const { page } = app.window
  const language = words.locale.slice(0, 2)
  const onScreen = async (name: ScreenOfWalk): Promise<void> => {
    for (const { colorScheme, width } of looks) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height })
      await page.evaluate(name === 'report' ? showReport : 'scrollTo(0, 0)')
      await takePicture(page, join(pictures, `${name}-${language}-${colorScheme}-${width}.png`))
    }
    await page.emulateMedia({ colorScheme: looks[0].colorScheme })
    await page.setViewportSize({ width: looks[0].width, height })
  }
  await walkFirstRun({ page, words, onScreen })
  process.stdout.write(`${words.locale}: ${screensOfWalk.length} screens\n`)
}

/** Takes it once nothing moves any more, with as many colours as a screen has; a picture of all of them is thrice as large. */
async function takePicture(page: Page, path: string): Promise<void> {
  let picture = await page.screenshot({ animations: 'disabled' })
  for (let tries = 0; tries < mostTries; tries++) {
    await delay(100)
    const next = await page.screenshot({ animations: 'disabled' })
    if (next.equals(picture) && !(await isFrameEmpty(page, next))) {
      await sharp(next).png({ palette: true, effort: 10, compressionLevel: 9, dither: 0 }).toFile(path)
      return
    }
    picture = next
  }
  throw new Error(`${basename(path)} does not come to rest.`)
}

/** The browser shows PDFs in a program of its own, which nobody here can ask whether it is ready: until then, it is of one colour. */
async function isFrameEmpty(page: Page, picture: Buffer): Promise<boolean> {
  const frame = page.locator('iframe')
  const box = (await frame.count()) > 0 ? await frame.boundingBox() : null
  const tall = page.viewportSize()?.height ?? 0
  if (!box) return false
  const top = Math.max(0, Math.ceil(box.y) + border)
  const bottom = Math.min(tall, Math.floor(box.y + box.height) - border)
  if (bottom - top < leastSeen) return false
  const left = Math.ceil(box.x) + border
  const region = { left, top, width: Math.floor(box.width) - 2 * border, height: bottom - top }
  // What it tells of a picture is always of the whole of it.
  const content = await sharp(picture).extract(region).png().toBuffer()
  const { entropy } = await sharp(content).stats()
  return entropy < 0.5
}

await makeScreenshots()
process.stdout.write(`Pictures are in ${relative(process.cwd(), pictures)}.\n`)
