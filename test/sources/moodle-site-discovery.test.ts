import { connectMoodle, discoverMoodleSite, exchangePasswordForToken } from '@muniment/core'
import { createServer as createSecureServer } from 'node:https'
import { connect } from 'node:net'
import { createServer, type ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { publicConfig, startFakeMoodle } from '../support/fake-moodle.ts'
import { errorOf, everythingIn, testHttp } from '../support/moodle-connection.ts'
import { testCertificate, testCertificateKey } from '../support/test-certificate.ts'
import { close, listen, sendJson, startTinyServer, type ReceivedRequest } from '../support/tiny-server.ts'

const configPage = '/lib/ajax/service-nologin.php'

describe('finding a site', () => {
  test('in a sub-path, from the address of a page', async () => {
    await using server = await startTinyServer((request, response) => {
      if (request.path.startsWith(`/elearning/moodle${configPage}`)) sendJson(response, publicConfig('en'))
      else response.writeHead(404).end()
    })
    const site = await discoverMoodleSite(`${server.url}/elearning/moodle/mod/quiz/view.php?id=7`, testHttp)
    expect(site).toMatchObject({ siteName: 'Fake & Co', signInBy: 'browser', webServicesEnabled: true })
    expect(site.siteUrl).toBe(`${server.url}/elearning/moodle`)
  })

  test('follows redirects to the name that the site goes by', async () => {
    await using site = await startTinyServer((_request, response) => sendJson(response, publicConfig('en', site.url)))
    await using old = await startTinyServer((request, response) =>
      response.writeHead(301, { location: `${site.url}${request.path}` }).end(),
    )
    expect(await discoverMoodleSite(old.url, testHttp)).toMatchObject({ siteUrl: site.url })
  })

  test('takes the name that the site tells, if it answers there', async () => {
    await using real = await startTinyServer((_request, response) => sendJson(response, publicConfig('en', real.url)))
    await using alias = await startTinyServer((_request, response) => sendJson(response, publicConfig('en', real.url)))
    expect(await discoverMoodleSite(alias.url, testHttp)).toMatchObject({ siteUrl: real.url })
  })

  test('redirects in a circle end', async () => {
    await using server = await startTinyServer((request, response) =>
      response.writeHead(302, { location: request.path }).end(),
    )
    expect(await errorOf(discoverMoodleSite(server.url, testHttp))).toMatchObject({ code: 'source_unexpected' })
    expect(server.received.length).toBeLessThan(30)
  })

  test.each([
    ['a website', 200, '<html><title>Bakery &amp; Café</title></html>', 'there is a website called “Bakery & Café”'],
    ['nothing', 404, 'no', 'there is no such page'],
    ['a locked door', 401, '', 'the server answers with status 401'],
  ])('%s is told to be no Moodle', async (_what, status, body, found) => {
    await using server = await startTinyServer((_request, response) =>
      response.writeHead(status, { 'content-type': 'text/html' }).end(body),
    )
    const error = await errorOf(discoverMoodleSite(server.url, testHttp))
    expect(error).toMatchObject({ code: 'source_unexpected', retry: 'never', details: { found } })
  })

  test('a site in maintenance is not taken for something else', async () => {
    await using server = await startTinyServer((_request, response) =>
      response.writeHead(503, { 'retry-after': '300' }).end('<html><title>Maintenance</title></html>'),
    )
    const error = await errorOf(discoverMoodleSite(server.url, testHttp))
    expect(error).toMatchObject({ code: 'source_unavailable', retry: 'later', retryAfterMs: 300_000 })
  })

  test('hosts that do not exist or refuse are told apart', async () => {
    const unknown = await errorOf(discoverMoodleSite('https://moodle.invalid/my/', testHttp))
    expect(unknown).toMatchObject({ code: 'source_unavailable', details: { reason: 'host_unknown' } })
    const server = createServer()
    const url = await listen(server)
    await close(server)
    expect(await errorOf(discoverMoodleSite(url, testHttp))).toMatchObject({
      details: { reason: 'connection_refused' },
    })
  })

  test('what is not an address is refused at once', async () => {
    expect(await errorOf(discoverMoodleSite('my moodle', testHttp))).toMatchObject({ code: 'input_invalid' })
  })
})

describe('certificates', () => {
  test('one of an unknown authority is refused, unless the authority is given or the user insists', async () => {
    const server = createSecureServer({ cert: testCertificate, key: testCertificateKey }, (_request, response) =>
      sendJson(response, publicConfig('en')),
    )
    const url = (await listen(server)).replace('http:', 'https:')
    const refused = await errorOf(discoverMoodleSite(url, testHttp))
    expect(refused).toMatchObject({ retry: 'never', details: { reason: 'certificate_untrusted' } })
    const withAuthority = { ...testHttp, certificateAuthorityPem: testCertificate }
    expect(await discoverMoodleSite(url, withAuthority)).toMatchObject({ siteUrl: url })
    expect(await discoverMoodleSite(url, { ...testHttp, acceptAnyCertificate: true })).toMatchObject({ siteUrl: url })
    const encryptedToPlain = await errorOf(discoverMoodleSite(url.replace('https:', 'http:'), testHttp))
    expect(encryptedToPlain).toMatchObject({ code: 'source_unavailable' })
    await close(server)
  })

  test('a server without encryption is told', async () => {
    await using server = await startTinyServer((_request, response) => response.end())
    const error = await errorOf(discoverMoodleSite(server.url.replace('http:', 'https:'), testHttp))
    expect(error).toMatchObject({ details: { reason: 'no_encryption' } })
  })
})

async function forward(request: ReceivedRequest, response: ServerResponse): Promise<void> {
  const answer = await fetch(request.path, { method: request.method, body: request.body })
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
}

describe('proxies', () => {
  test('requests go through the proxy, with its password', async () => {
    await using moodle = await startFakeMoodle({ functions: {} })
    const seen: string[] = []
    await using proxy = await startTinyServer((request, response) => {
      seen.push(`${request.headers['proxy-authorization']} ${request.path}`)
      void forward(request, response)
    })
    const proxyUrl = proxy.url.replace('//', '//me:secret@')
    await using source = connectMoodle({ ...testHttp, siteUrl: moodle.url, token: 't0ken', proxyUrl })
    expect(await source.describe()).toMatchObject({ siteName: 'Fake' })
    const credentials = `Basic ${Buffer.from('me:secret').toString('base64')}`
    expect(seen.every((line) => line.startsWith(credentials))).toBe(true)
    expect(seen).toHaveLength(2)
  })

  test('encrypted sites are reached through a tunnel', async () => {
    const site = createSecureServer({ cert: testCertificate, key: testCertificateKey }, (_request, response) =>
      sendJson(response, publicConfig('en')),
    )
    const siteUrl = (await listen(site)).replace('http:', 'https:')
    const proxy = createServer()
    const tunnels: string[] = []
    proxy.on('connect', (request, socket) => {
      tunnels.push(request.url ?? '')
      const upstream = connect(Number(new URL(siteUrl).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
        upstream.pipe(socket).pipe(upstream)
      })
      for (const end of [socket, upstream]) end.on('error', () => upstream.destroy())
    })
    const proxyUrl = await listen(proxy)
    const options = { ...testHttp, proxyUrl, certificateAuthorityPem: testCertificate }
    expect(await discoverMoodleSite(siteUrl, options)).toMatchObject({ siteUrl })
    expect(tunnels).toContain(new URL(siteUrl).host)
    await close(site)
    await close(proxy)
  })

  test('an address that is none is refused, without its password in the error', () => {
    const access = { ...testHttp, siteUrl: 'https://moodle.example', token: 't', proxyUrl: 'me:secret@proxy' }
    expect(() => connectMoodle(access)).toThrow(expect.objectContaining({ code: 'input_invalid' }))
  })
})

describe('secrets', () => {
  test('no redirect carries a token or a password to another site', async () => {
    await using thief = await startTinyServer((_request, response) => sendJson(response, { token: 'x' }))
    await using moved = await startTinyServer((request, response) =>
      response.writeHead(307, { location: `${thief.url}${request.path}` }).end(),
    )
    const token = 'f00dfacef00dfacef00dfacef00dface'
    await using source = connectMoodle({ ...testHttp, siteUrl: moved.url, token, language: 'en' })
    const errors = [
      await errorOf(source.listCourses()),
      await errorOf(
        exchangePasswordForToken({ ...testHttp, siteUrl: moved.url, userName: 'teacher1', password: 'Secret-77' }),
      ),
    ]
    expect(thief.received).toEqual([])
    for (const error of errors) {
      expect(error).toMatchObject({ code: 'source_unexpected', message: expect.stringContaining(thief.url) })
      expect(everythingIn(error)).not.toMatch(/f00dface|Secret-77/)
    }
  })

  test('neither token nor password is ever in an address', async () => {
    await using moodle = await startFakeMoodle({ functions: { core_enrol_get_users_courses: () => [] } })
    await using source = connectMoodle({ ...testHttp, siteUrl: moodle.url, token: 'f00dface' })
    await source.listCourses()
    await errorOf(source.openFile('http://moodle.example/pluginfile.php/38/a.png?token=f00dface'))
    await errorOf(exchangePasswordForToken({ ...testHttp, siteUrl: moodle.url, userName: 'u', password: 'Secret-77' }))
    expect(moodle.received.map(({ path }) => path).join('\n')).not.toMatch(/f00dface|Secret/)
    expect(moodle.received.every(({ headers }) => headers['user-agent'] === 'muniment-test/1.0')).toBe(true)
  })
})
