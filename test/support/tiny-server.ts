import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as a test looks at it. */
export interface ReceivedRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** An HTTP server of a few lines on a free port of this computer. */
export interface TinyServer extends AsyncDisposable {
  readonly url: string
  /** Everything that was asked, in order. */
  readonly received: readonly ReceivedRequest[]
}

/** Starts a server that answers with `answer`. */
export async function startTinyServer(
  answer: (request: ReceivedRequest, response: ServerResponse) => void,
): Promise<TinyServer> {
  const received: ReceivedRequest[] = []
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const request = { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body }
      received.push(request)
      answer(request, response)
    })
  })
  return { url: await listen(server), received, [Symbol.asyncDispose]: () => close(server) }
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

/** Listens on a free port and tells the address. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${portOf(server)}`
}

/** Ends a server and all its connections. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}
