import type { ArchiveRecord } from '../generated/types.ts'
import { MunimentError } from '../muniment-error.ts'
import { toChannelEnd, type MunimentPort } from './muniment-port.ts'
import { PortCalls } from './port-calls.ts'
import type { Transport } from './transport.ts'

/** Calls a server at the other end of a port. Values cross it as they are (structured clone). */
export function createPortTransport(port: MunimentPort): Transport {
  const calls = new PortCalls(toChannelEnd(port))
  return {
    call: (type, path, input, signal) => calls.call({ method: type, path, input }, signal),

    async *subscribe(path, input, { signal }) {
      for await (const { kind, ...response } of calls.stream({ method: 'subscription', path, input }, signal)) {
        if (kind === 'event' && 'eventId' in response) yield { id: response.eventId, data: response.data }
      }
    },

    async download(archiveId, signal) {
      const answer = await calls.call({ method: 'query', path: 'archives.get', input: { archiveId } }, signal)
      // The procedure's answer, as the generated types describe it.
      const { fileName, sizeBytes, sha256 } = answer as ArchiveRecord
      return { fileName, sizeBytes, sha256, content: readChunks(calls, archiveId, signal) }
    },
  }
}

async function* readChunks(
  calls: PortCalls,
  archiveId: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const { kind, data } of calls.stream({ method: 'download', archiveId }, signal)) {
    if (kind !== 'chunk') throw new MunimentError('answer_invalid', 'The other end of the port sent no content.')
    yield data
  }
}
