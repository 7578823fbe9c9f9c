import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Core } from '@muniment/core'
import { openCore, openWorkspace, type Workspace } from '../support/open-muniment.ts'
import { errorOf } from '../support/moodle-connection.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'
import { signInByBrowser } from '../support/sign-in-by-browser.ts'
import { sendJson, startTinyServer, type TinyServer } from '../support/tiny-server.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
)
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

/** What the site has for pictures, by path: media type and content. */
const pictures: Readonly<Record<string, readonly [string, Buffer | string]>> = {
  '/logo.png': ['image/png', png],
  '/logo.svg': ['image/svg+xml', svg],
  '/lying.png': ['image/png', svg],
  '/huge.png': ['image/png', Buffer.concat([png, Buffer.alloc(600 * 1024)])],
}

let workspace: Workspace
let core: Core
let site: TinyServer
let config: Record<string, unknown> = {}

beforeAll(async () => {
  workspace = await openWorkspace()
  core = await openCore(workspace.path)
  site = await startTinyServer(({ path }, response) => {
    const picture = pictures[path]
    if (picture) response.writeHead(200, { 'content-type': picture[0] }).end(picture[1])
    else if (path.startsWith('/lib/ajax/service-nologin.php')) {
      const data = { wwwroot: site.url, sitename: 'Fake &amp; Co', typeoflogin: 1, lang: 'en', ...config }
      sendJson(response, [{ error: false, data }])
    } else response.writeHead(404).end()
  })
})
afterAll(async () => {
  await site[Symbol.asyncDispose]()
  await core[Symbol.asyncDispose]()
  await workspace[Symbol.asyncDispose]()
})

async function recognise(changes: Record<string, unknown>, path = '') {
  config = changes
  return await core.sources.recognise({ address: `  ${site.url}${path} ` })
}

test('a site shows its name and picture, and how people sign in', async () => {
  const found = await recognise({ logourl: `${site.url}/logo.png` }, '/course/view.php?id=3')
  expect(found).toEqual({
    siteUrl: site.url,
    siteName: 'Fake & Co',
    picture: `data:image/png;base64,${png.toString('base64')}`,
    signIns: ['password'],
    encrypted: false,
    obstacle: null,
  })
})

test.each([
  ['a document that can hold a script', '/logo.svg'],
  ['something else than it says', '/lying.png'],
  ['too large', '/huge.png'],
  ['not there', '/none.png'],
])('a picture that is %s is left out', async (_what, path) => {
  expect(await recognise({ logourl: `${site.url}${path}` })).toMatchObject({ siteName: 'Fake & Co', picture: null })
})

test('a picture elsewhere is not asked for', async () => {
  await using other = await startTinyServer((_request, response) => response.end(png))
  expect(await recognise({ logourl: `${other.url}/logo.png` })).toMatchObject({ picture: null })
  expect(other.received).toEqual([])
})

test.each([
  [{ typeoflogin: 2 }, ['browser']],
  [{ typeoflogin: 3 }, ['browser']],
  [{ identityproviders: [{ name: 'University' }] }, ['password', 'browser']],
])('ways to sign in follow from what the site says: %j', async (said, signIns) => {
  expect(await recognise(said)).toMatchObject({ signIns })
})

test('maintenance and services that are off are said in words', async () => {
  const closed = await recognise({ maintenanceenabled: 1, maintenancemessage: 'Back at <b>noon</b>.' })
  expect(closed.obstacle).toEqual({
    kind: 'maintenance',
    message: 'The site is closed for maintenance. Try again later. It says: Back at noon.',
  })
  const off = await recognise({ enablemobilewebservice: 0, typeoflogin: 2 })
  expect(off.obstacle).toMatchObject({ kind: 'services_off', message: /administrators/u })
  const begun = await errorOf(core.sources.beginBrowserSignIn({ address: site.url }))
  expect(begun).toMatchObject({ code: 'source_denied', message: off.obstacle?.message })
})

test('a site where people sign in by password has no sign-in by browser', async () => {
  config = { typeoflogin: 1 }
  const error = await errorOf(core.sources.beginBrowserSignIn({ address: site.url }))
  expect(error).toMatchObject({ code: 'source_denied', details: { reason: 'no_browser_sign_in' } })
})

describe.skipIf(!hasSharedRecordings)(`by browser at a recorded Moodle (skipped where ${whySkipped})`, () => {
  test('a sign-in becomes a source, once', async () => {
    await using moodle = await startSharedStandIn({ sso: true, privateToken: true })
    expect(await core.sources.recognise({ address: moodle.url })).toMatchObject({ signIns: ['browser'] })
    const { launchUrl } = await core.sources.beginBrowserSignIn({ address: moodle.url })
    const handOver = await signInByBrowser(launchUrl, moodle)
    expect(handOver).toMatch(/^muniment:\/\/token=/u)
    const source = await core.sources.finishBrowserSignIn(handOver)
    expect(source).toMatchObject({ kind: 'moodle-web-services', siteUrl: moodle.url, userName: moodle.username })
    await core.sources.check(source.id)
    expect(await errorOf(core.sources.finishBrowserSignIn(handOver))).toMatchObject({ code: 'input_invalid' })
  })
})
