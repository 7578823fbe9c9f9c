import type { LookupAddress } from 'node:dns'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { describe, expect, it, test } from 'vitest'
import { createTimestamper } from '../archive/timestamps/timestamper.ts'
import { createHttpTransport } from '../sources/moodle-web-services/http-transport.ts'
import { discoverMoodleSite } from '../sources/moodle-web-services/index.ts'
import { createAddressGuard, type Resolve } from './address-guard.ts'
import { isPublicAddress } from './public-address.ts'

describe('an address is', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    'public: %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )

  const special = [
    '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255',
    '192.0.0.1 192.0.2.1 192.168.1.1 198.18.0.1 203.0.113.9 224.0.0.1 240.0.0.1 255.255.255.255',
    '168.63.129.16 100.100.100.200 :: ::1 ::7f00:1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254',
    'fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1:: 2001::1 2001:db8::1 100::1',
    'localhost 127.1 0177.0.0.1 2130706433 1.2.3.4.5',
  ].flatMap((line) => line.split(' '))

  it.each(['', ...special])('not public: %j', (address) => expect(isPublicAddress(address)).toBe(false))
})

/** What a connection to a host would be made to. */
function find(allowed: readonly string[], found: readonly string[], host = 'moodle.example.edu') {
  const guard = createAddressGuard(allowed, (_host, _options, done) => done(null, addresses(found)))
  return new Promise((resolve, reject) => {
    guard.lookup(host, { all: true }, (error, list) => (error ? reject(error) : resolve(list)))
  })
}

const addresses = (found: readonly string[]): LookupAddress[] =>
  found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

describe('a name', () => {
  it('is connected to by its public addresses only', async () => {
    expect(await find([], ['10.0.0.1', '8.8.8.8', '::1'])).toEqual([{ address: '8.8.8.8', family: 4 }])
  })

  it('is refused if it has no other, without telling which', async () => {
    const refused = find([], ['10.0.0.1', '::ffff:10.0.0.2'])
    await expect(refused).rejects.toMatchObject({
      code: 'forbidden',
      retry: 'never',
      details: { host: 'moodle.example.edu', reason: 'address_not_allowed' },
      message: expect.not.stringContaining('10.0'),
    })
  })

  it.each([
    ['its network', ['10.0.0.0/8'], ['10.0.0.1']],
    ['its address', ['10.0.0.1'], ['10.0.0.1']],
    ['an address within IPv6', ['10.0.0.0/8'], ['::ffff:10.0.0.1']],
    ['a network of IPv6', ['fd12::/16'], ['fd12::1']],
    ['its name, whatever the case', ['Moodle.Example.edu'], ['192.168.3.4']],
  ])('is allowed by %s', async (_what, allowed, found) => {
    expect(await find(allowed, found)).toEqual(addresses(found))
    await expect(find(allowed, ['172.16.0.1'], 'other.example.edu')).rejects.toMatchObject({ code: 'forbidden' })
  })

  it.each(['10.0.0.0/33', '999.1.1.1', 'http://moodle.example.edu', '10.0.0.0/8/8', '', 'a b'])(
    'cannot be allowed by %j',
    (entry) => expect(() => createAddressGuard([entry])).toThrow('neither a host'),
  )
})

test('a host that is written as an address is refused however it is written', () => {
  const guard = createAddressGuard([])
  for (const address of [
    'http://127.1',
    'http://0x7f000001',
    'http://2130706433',
    'http://0177.0.0.1',
    'http://[::1]',
    'http://[::ffff:169.254.169.254]',
  ]) {
    expect(() => guard.assertHost(new URL(address).hostname), address).toThrow('not a public address')
  }
  guard.assertHost('8.8.8.8')
  guard.assertHost('moodle.example.edu')
})

async function listen(
  answer: RequestListener,
): Promise<AsyncDisposable & { readonly port: number; readonly asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  server.listen(0)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port.')
  const { port } = address
  return {
    port,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

test('a name that means another address the second time does not get there', async () => {
  await using site = await listen((_request, response) => {
    response.setHeader('connection', 'close').end('hello')
  })
  const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.1']]
  const resolve: Resolve = (_host, _options, done) => done(null, addresses(answers.shift() ?? []))
  const addressGuard = createAddressGuard(['127.0.0.1'], resolve)
  await using transport = createHttpTransport({ userAgent: 'test', addressGuard })
  const url = new URL(`http://rebound.example:${site.port}/`)
  const send = async () => {
    const answer = await transport.send({ method: 'GET', expects: 'page', url, signal: new AbortController().signal })
    await answer.discard()
    return answer.status
  }
  expect(await send()).toBe(200)
  await expect(send()).rejects.toMatchObject({ code: 'forbidden', details: { reason: 'address_not_allowed' } })
  expect(await send()).toBe(200)
  // Each connection was made by one resolution: nothing was looked up to be checked, and again to be used.
  expect([answers, site.asked]).toEqual([[], ['/', '/']])
})

test('a redirect to where we must not go is not followed, and the caller hears why', async () => {
  await using inner = await listen((_request, response) => void response.end('secret'))
  await using site = await listen((request, response) => {
    response.writeHead(302, { location: `http://127.0.0.2:${inner.port}${request.url}` }).end()
  })
  const options = { userAgent: 'test', addressGuard: createAddressGuard(['127.0.0.1']) }
  await expect(discoverMoodleSite(`http://127.0.0.1:${site.port}`, options)).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(inner.asked).toEqual([])
  expect(site.asked.length).toBeGreaterThan(0)
})

test('a proxy is connected to by the same rule, and so is what is asked of it', async () => {
  const options = { userAgent: 'test', addressGuard: createAddressGuard([]) }
  expect(() => createHttpTransport({ ...options, proxyUrl: 'http://127.0.0.1:3128' })).toThrow('not a public address')
  await using transport = createHttpTransport({ ...options, proxyUrl: 'http://proxy.invalid:3128' })
  const url = new URL('http://169.254.169.254/latest/meta-data')
  const sending = transport.send({ method: 'GET', expects: 'page', url, signal: new AbortController().signal })
  await expect(sending).rejects.toMatchObject({ code: 'forbidden' })
  const resolve: Resolve = (_host, _options, done) => done(null, addresses(['10.0.0.1']))
  const addressGuard = createAddressGuard([], resolve)
  await using named = createHttpTransport({ userAgent: 'test', addressGuard, proxyUrl: 'http://proxy.example:3128' })
  const through = named.send({
    method: 'GET',
    expects: 'page',
    url: new URL('https://moodle.example'),
    signal: new AbortController().signal,
  })
  await expect(through).rejects.toMatchObject({ code: 'forbidden' })
})

test('a time-stamping authority is asked by the same rule', async () => {
  const resolve: Resolve = (_host, _options, done) => done(null, addresses(['192.168.0.9']))
  const addressGuard = createAddressGuard([], resolve)
  const authorities = ['http://127.0.0.1:9/tsr', 'http://tsa.example:9/tsr']
  const timestamper = createTimestamper(authorities, { now: () => new Date(), addressGuard })
  const request = { data: new Uint8Array(1), hashFunction: 'sha256' } as const
  const outcomes = await timestamper.stamp(request, new AbortController().signal)
  for (const outcome of outcomes) expect(outcome).toMatchObject({ kind: 'failed', error: { code: 'forbidden' } })
})
