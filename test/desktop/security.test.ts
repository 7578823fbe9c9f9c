import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RunningApp } from './electron-stand-in/start-app.ts'
import { openChromium } from './electron-stand-in/chromium.ts'
import { startDesktop, temporaryFolder } from './start-desktop.ts'

const running = new AsyncDisposableStack()
let browser: Browser
let app: RunningApp

beforeAll(async () => {
  browser = running.adopt(await openChromium(), (opened) => opened.close())
  const folder = running.use(await temporaryFolder())
  app = running.use(await startDesktop({ browser, userData: folder.path }))
  await app.window.page.getByRole('heading', { name: 'Nothing has been archived yet' }).waitFor()
})

afterAll(() => running.disposeAsync())

beforeEach(() => {
  app.window.complaints.length = 0
  app.window.refusedRequests.length = 0
})

test('the page comes from a protocol of its own, under a policy without exceptions', async () => {
  const { page } = app.window
  const response = await page.evaluate(`fetch('/index.html').then(() => 'answered', () => 'refused')`)
  expect(response).toBe('refused')
  const document = await app.electron.protocol.request('muniment-app://app/index.html')
  const policy = document.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  expect(policy).not.toMatch(/https?:|data:|\*/u)
  expect(app.electron.protocol.privileged).toEqual([
    { scheme: 'muniment-app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: 'muniment-archive', privileges: { standard: true, secure: true, stream: true } },
  ])
})

test.each([
  'muniment-app://app/..%2fmain%2fmain.js',
  'muniment-app://app/..%2f..%2fpackage.json',
  'muniment-app://other/index.html',
  'muniment-app://app/missing.js',
])('the protocol has nothing at %s', async (address) => {
  expect((await app.electron.protocol.request(address)).status).toBe(404)
})

test('windows are isolated, sandboxed and without Node', async () => {
  expect(app.electron.app.sandboxEnabled).toBe(true)
  expect(app.window.options.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
  expect(await app.window.page.evaluate('[typeof process, typeof require, typeof module]')).toEqual([
    'undefined',
    'undefined',
    'undefined',
  ])
  expect(await app.window.page.evaluate('Object.keys(window.munimentDesktop)')).toEqual([
    'connect',
    'openSignIn',
    'decideAboutKey',
    'speakLanguage',
    'listCrashReports',
    'awaitHandOvers',
    'onHandOver',
    'onShowBackups',
    'onShowTask',
    'exportArchive',
    'saveArchiveFile',
    'revealArchive',
  ])
})

test('every permission and device is denied', () => {
  const { requestHandler, checkHandler, deviceHandler } = app.electron.session.defaultSession
  const answers: boolean[] = []
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fullscreen']) {
    requestHandler?.(undefined, permission, (granted) => answers.push(granted))
    answers.push(checkHandler?.(undefined, permission) ?? true)
  }
  answers.push(deviceHandler?.() ?? true)
  expect(new Set(answers)).toEqual(new Set([false]))
})

test('the page cannot be led elsewhere', async () => {
  const { page, refusedRequests } = app.window
  const before = page.url()
  await page.evaluate(`location.href = 'https://evil.example/'`)
  await expect.poll(() => refusedRequests).toContain('https://evil.example/')
  await page.evaluate(`location.assign('/assets/other.html')`)
  await expect.poll(() => refusedRequests).toContain('muniment-app://app/assets/other.html')
  expect(page.url()).toBe(before)
  await page.getByRole('heading', { name: 'Nothing has been archived yet' }).waitFor()
})

test('a reload is no navigation', async () => {
  const { page } = app.window
  await page.evaluate('window.loadedOnce = true')
  await page.evaluate('location.reload()')
  await expect.poll(() => page.evaluate('window.loadedOnce')).toBeUndefined()
  await page.getByRole('heading', { name: 'Nothing has been archived yet' }).waitFor()
})

test('no window can be opened', async () => {
  const { page } = app.window
  await page.evaluate(`void window.open('https://evil.example/popup')`)
  await page.evaluate(
    `Object.assign(document.createElement('a'), { href: 'https://evil.example/', target: '_blank' }).click()`,
  )
  await expect.poll(() => app.window.deniedWindows).toBe(2)
  await expect.poll(() => page.context().pages()).toEqual([page])
})

test.each([
  [
    'an inline script',
    `const s = document.createElement('script'); s.text = 'window.hacked = true'; document.body.append(s)`,
  ],
  ['text as code', `setTimeout('window.hacked = true')`],
  ['markup from text', `document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.hacked = true">')`],
])('%s does not run', async (_name, attack) => {
  const { page } = app.window
  await page.evaluate(`try { ${attack} } catch {}`)
  await expect
    .poll(() => app.window.complaints.join('\n'))
    .toMatch(/Content Security Policy|TrustedScript|TrustedHTML/u)
  expect(await page.evaluate('window.hacked')).toBeUndefined()
})

test('nothing is loaded from elsewhere', async () => {
  const { page, refusedRequests } = app.window
  await page.evaluate(`new Promise((done) => {
    const picture = new Image()
    picture.onerror = done
    picture.src = 'https://evil.example/pixel.png'
  })`)
  expect(await page.evaluate(`fetch('https://evil.example/').then(() => 'sent', () => 'refused')`)).toBe('refused')
  // The policy stops them before they become requests.
  expect(refusedRequests).toEqual([])
})

const launchUrl = 'https://moodle.example.edu/admin/tool/mobile/launch.php?service=x&passport=y&urlscheme=muniment'

test('the page gets nothing opened in the browser that the engine did not begin', async () => {
  const { page } = app.window
  for (const address of [launchUrl, 'file:///etc/passwd', 'https://evil.example/']) {
    expect(await page.evaluate(`munimentDesktop.openSignIn(${JSON.stringify(address)})`)).toBe(false)
  }
  expect(app.electron.shell.openedExternally).toEqual([])
})

test.each([
  ['openSignIn', 'muniment:open-sign-in', { launchUrl: 1 }],
  ['openSignIn', 'muniment:open-sign-in', 'x'.repeat(5_000)],
  ['decideAboutKey', 'muniment:decide-about-key', 'whatever'],
  ['speakLanguage', 'muniment:speak-language', 'tlh'],
  ['awaitHandOvers', 'muniment:await-hand-overs', 'more'],
  ['listCrashReports', 'muniment:list-crash-reports', '../../etc'],
])(
  '%s is refused where it is not of the contract, by the preload and by the main process',
  async (name, channel, asked) => {
    if (name !== 'awaitHandOvers' && name !== 'listCrashReports') {
      const asking = `munimentDesktop.${name}(${JSON.stringify(asked)}).then(() => 'taken', () => 'refused')`
      expect(await app.window.page.evaluate(asking)).toBe('refused')
    }
    const senderFrame = { url: 'muniment-app://app/index.html', parent: null }
    await expect(app.electron.ipcMain.invoke(channel, { senderFrame }, [asked])).rejects.toThrow('was refused')
  },
)

test('questions of other pages and frames are refused', async () => {
  const strangers = [
    null,
    { url: 'https://evil.example/', parent: null },
    { url: 'muniment-app://app.evil/index.html', parent: null },
    { url: 'muniment-app://app/index.html', parent: {} },
  ]
  for (const senderFrame of strangers) {
    const invoked = app.electron.ipcMain.invoke('muniment:await-hand-overs', { senderFrame }, [undefined])
    await expect(invoked).rejects.toThrow('was refused')
  }
})

test('the app is opened by its own scheme, and takes nothing by it that nobody waits for', async () => {
  expect(app.electron.app.schemes).toEqual(['muniment'])
  const { page } = app.window
  await page.evaluate(`munimentDesktop.onHandOver((handOver) => (window.handedOver = handOver))`)
  await page.evaluate('munimentDesktop.awaitHandOvers()')
  const link = `muniment://token=${Buffer.from('0123456789abcdef0123456789abcdef:::secret').toString('base64')}`
  let prevented = 0
  app.electron.app.emit('open-url', { preventDefault: () => prevented++ }, link)
  app.electron.app.emit('second-instance', {}, ['/opt/muniment', link])
  app.electron.app.emit('second-instance', {}, ['/opt/muniment', 'muniment://open?file=/etc/passwd'])
  expect(prevented).toBe(1)
  await page.evaluate('new Promise((done) => requestAnimationFrame(done))')
  expect(await page.evaluate('window.handedOver')).toBeUndefined()
})

test('a backup that the app is opened with is not opened, and the page says so', async () => {
  const { page } = app.window
  app.electron.app.emit('second-instance', {}, ['/opt/muniment', '/home/ada/Secret course.mbz'])
  await page.getByText('Backups cannot be opened yet').waitFor()
  expect(await page.content()).not.toContain('Secret course')
  await page.evaluate(`location.hash = '/tasks'`)
  let prevented = 0
  app.electron.app.emit('open-file', { preventDefault: () => prevented++ }, '/Users/ada/Secret course.mbz')
  await page.getByText('Backups cannot be opened yet').waitFor()
  expect(prevented).toBe(1)
  await page.evaluate(`location.hash = '/tasks'`)
  expect(app.window.complaints).toEqual([])
})

test('frames show files of archives and nothing else, and none of them takes the place of the page', async () => {
  const { page, webContents, refusedRequests, complaints } = app.window
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://evil.example/' }))`,
  )
  await expect.poll(() => complaints.join('\n')).toMatch(/Content Security Policy/u)
  // The policy stops it before it becomes a request, and a link within a frame that has another policy is stopped, too.
  expect(refusedRequests).toEqual([])
  expect(webContents.mayNavigate('https://evil.example/', false)).toBe(false)
  expect(webContents.mayNavigate('muniment-app://app/index.html', false)).toBe(false)
  expect(webContents.mayNavigate('muniment-archive://some-archive/data/report.pdf', false)).toBe(true)
  expect(webContents.mayNavigate('muniment-archive://some-archive/data/report.pdf', true)).toBe(false)
  await page.evaluate(`document.querySelector('iframe').remove()`)
})

test('a page that is not ours gets no port', async () => {
  const { BrowserWindow, utilityProcesses } = app.electron
  const answered: unknown[] = []
  const engines = utilityProcesses.length
  const { webPreferences } = app.window.options
  const foreign = new BrowserWindow({ webPreferences })
  await foreign.loadURL('data:text/html,<title>Foreign</title>')
  await foreign.page.exposeFunction('answered', (data: unknown) => answered.push(data))
  await foreign.page.evaluate(`addEventListener('message', ({ data }) => answered(data)); munimentDesktop.connect()`)
  // Our own page is answered after it, so the foreign one would have been too.
  await app.window.page.evaluate(`new Promise((done) => {
    addEventListener('message', done, { once: true })
    munimentDesktop.connect()
  })`)
  await foreign.page.evaluate('0')
  expect(answered).toEqual([])
  expect(utilityProcesses).toHaveLength(engines)
  await foreign.close()
})

test('a frame within our page gets no port either', () => {
  const answers: unknown[] = []
  const frame = {
    url: 'muniment-app://app/index.html',
    parent: {},
    postMessage: (...sent: unknown[]) => answers.push(sent),
  }
  app.electron.ipcMain.emit('muniment:connect', { senderFrame: frame })
  app.electron.ipcMain.emit('muniment:connect', { senderFrame: null })
  app.electron.ipcMain.emit('muniment:connect', {
    senderFrame: { ...frame, url: 'muniment-app://application/', parent: null },
  })
  expect(answers).toEqual([])
})

test('the main process listens to one message only', () => {
  expect(app.electron.ipcMain.eventNames()).toEqual(['muniment:connect'])
})
