// A server of bare tRPC with one procedure that answers what it is told to at the start: node bare-trpc.ts <answer>.
// Prints its address, and stops when its input ends.

import process from 'node:process'
import { initTRPC } from '@trpc/server'
import { createHTTPServer } from '@trpc/server/adapters/standalone'
import superjson, { parse } from 'superjson'

const answer: unknown = parse(process.argv[2] ?? '{"json":null}')
const trpc = initTRPC.create({ transformer: superjson })
const router = trpc.router({ list: trpc.procedure.query(() => answer) })
const server = createHTTPServer({ router })
server.listen(0, '127.0.0.1')
server.once('listening', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) {
    process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${address.port}` })}\n`)
  }
})
process.stdin.once('end', () => process.exit()).resume()
