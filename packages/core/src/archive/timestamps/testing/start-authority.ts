import { createServer, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { PKIStatus } from '@peculiar/asn1-tsp'
import { id_kp_timeStamping } from '@peculiar/asn1-x509'
import { makeAnswer } from './make-answer.ts'
import { makeIdentity, type Identity } from './make-certificate.ts'

/** What an authority of tests does with a query. */
export type AuthorityMode =
  | 'granted'
  | 'rejects'
  | 'other imprint'
  | 'other nonce'
  | 'broken signature'
  | 'status 500'
  | 'hangs'
  | 'too long'
  | 'no answer of ASN.1'

export interface AuthorityWish {
  readonly key?: 'rsa' | 'ec'
  readonly purposes?: readonly string[]
  readonly validTo?: Date
  readonly time?: Date
}

/** A time-stamping authority of our own, on a free port of this computer. */
export interface TestAuthority extends AsyncDisposable {
  readonly url: string
  /** Certificate of its root, as PEM. */
  readonly rootPem: string
  /** What it does with the next queries. */
  mode: AuthorityMode
  /** Queries that it was sent. */
  readonly queries: readonly Buffer[]
}

export async function startTestAuthority(wish: AuthorityWish = {}): Promise<TestAuthority> {
  const { key = 'rsa', purposes = [id_kp_timeStamping], time = new Date('2026-11-26T12:00:00Z') } = wish
  const root = makeIdentity({ name: 'Test root', isAuthority: true, key })
  const validity = wish.validTo === undefined ? {} : { validTo: wish.validTo }
  const signer = makeIdentity({ name: 'Test time-stamping authority', issuer: root, key, purposes, ...validity })
  const queries: Buffer[] = []
  const state: { mode: AuthorityMode } = { mode: 'granted' }
  const server = createServer((request, response) => {
    void buffer(request).then((query) => {
      queries.push(query)
      answer(response, { query, signer, root, time, mode: state.mode })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/tsr`,
    rootPem: root.certificate.toString(),
    queries,
    get mode() {
      return state.mode
    },
    set mode(mode) {
      state.mode = mode
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

interface Exchange {
  readonly query: Buffer
  readonly signer: Identity
  readonly root: Identity
  readonly time: Date
  readonly mode: AuthorityMode
}

function answer(response: ServerResponse, { query, signer, root, time, mode }: Exchange): void {
  if (mode === 'hangs') return
  if (mode === 'status 500') {
    response.writeHead(500).end('no')
    return
  }
  response.writeHead(200, { 'content-type': 'application/timestamp-reply' })
  if (mode === 'too long') response.end(Buffer.alloc(400_000))
  else if (mode === 'no answer of ASN.1') response.end('<html>Welcome to the hotel’s network</html>')
  else {
    response.end(
      makeAnswer(query, signer, [root], {
        time,
        ...(mode === 'rejects' && { status: PKIStatus.rejection }),
        ...(mode === 'other imprint' && { imprint: Buffer.alloc(32, 1) }),
        ...(mode === 'other nonce' && { nonce: Buffer.of(0x11, 0x22) }),
        ...(mode === 'broken signature' && { breaksSignature: true }),
      }),
    )
  }
}
