import process from 'node:process'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { buildDesktop } from './build-desktop.ts'
import { findElectron } from './find-electron.ts'
import { temporaryFolder } from './start-desktop.ts'
import { screensOfWalk, walkFirstRun, type ScreenOfWalk } from './walk-first-run.ts'
import { englishWalk } from './walk-words.ts'

/** What others show on the stand-in, on Electron itself. It needs a screen; on Linux without one, `xvfb-run` makes one. */
const program = findElectron()
const whySkipped = 'skipped: Electron is not installed; “How to run it” in apps/desktop/README.md tells how to have it'
const running = new AsyncDisposableStack()
let electron: ElectronApplication
let page: Page
const complaints: string[] = []

describe.skipIf(program === undefined)(`on Electron itself${program === undefined ? ` (${whySkipped})` : ''}`, () => {
  vi.setConfig({ testTimeout: 150_000, hookTimeout: 150_000 })

  beforeAll(async () => {
    const userData = running.use(await temporaryFolder()).path
    electron = running.adopt(await launch(userData), (started) => started.close())
    expect(await electron.evaluate(({ app }) => app.getPath('userData'))).toBe(userData)
    page = await electron.firstWindow()
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
  })

  afterAll(() => running.disposeAsync())

  test('from an empty profile by the sample course to an archive that is intact', async () => {
    await agreeToKeyInFile()
    const seen: ScreenOfWalk[] = []
    await walkFirstRun({ page, words: englishWalk, onScreen: async (name) => void seen.push(name) })
    expect(seen).toEqual(screensOfWalk)
    expect(complaints).toEqual([])
  })

  test('the page is isolated: it has neither Node nor what the preload has', async () => {
    expect(
      await page.evaluate(`[typeof process, typeof require, typeof module, typeof Buffer, typeof global]`),
    ).toEqual(Array.from({ length: 5 }, () => 'undefined'))
    // What came over the bridge leads back to nothing but the page.
    const lead = `munimentDesktop.connect.constructor('return typeof process + typeof require')()`
    expect(await page.evaluate(`(() => { try { return ${lead} } catch { return 'refused' } })()`)).toMatch(
      /^(refused|undefinedundefined)$/u,
    )
  })

  test('a script in the page does not run', async () => {
    complaints.length = 0
    const inline = `const script = document.createElement('script'); script.text = 'window.hacked = true'`
    await page.evaluate(`(() => { try { ${inline}; document.body.append(script) } catch {} })()`)
    await expect.poll(() => complaints.join('\n')).toMatch(/Content Security Policy|TrustedScript/u)
    expect(await page.evaluate('window.hacked')).toBeUndefined()
  })

  test('the page opens no window, and is led nowhere', async () => {
    expect(await page.evaluate(`window.open('https://evil.example/popup') === null`)).toBe(true)
    await page.evaluate(`location.href = 'https://evil.example/'`)
    await page.getByRole('link', { name: englishWalk.courses }).first().click()
    await page.getByText(englishWalk.oneArchived).waitFor()
    expect(new URL(page.url()).href).toMatch(/^muniment-app:\/\/app\//u)
    expect(electron.windows()).toHaveLength(1)
  })
})

async function launch(userData: string): Promise<ElectronApplication> {
  const { ELECTRON_RENDERER_URL: _page, ELECTRON_RUN_AS_NODE: _asNode, ...environment } = process.env
  const env = Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => !!entry[1]))
  const args = [await buildDesktop(), `--user-data-dir=${userData}`, `--lang=${englishWalk.locale}`]
  return await _electron.launch({ ...(program && { executablePath: program }), args, env, locale: englishWalk.locale })
}

/** Where the system has no keystore, the app asks first; that is shown elsewhere. */
async function agreeToKeyInFile(): Promise<void> {
  const agree = page.getByRole('button', { name: 'Keep it in a file' })
  await page.getByRole('heading', { name: englishWalk.welcome }).or(agree).waitFor()
  if (await agree.isVisible()) await agree.click()
}
