import { MunimentError } from '@muniment/sdk'
import type { CopyAnswer } from '../../../shared/archive-questions.ts'
import type { Engine } from '../../connection/engine.ts'
import type { ArchiveAccess, FileOfArchive } from './archive-access.ts'

/**
 * What is shown from memory, under a type that is said here and not by the file. No HTML: a blob is of the origin of the
 * page, and the policy of the page would leave it without its styles.
 */
const shown: Readonly<Record<string, string>> = {
  'application/pdf': 'application/pdf',
  'image/gif': 'image/gif',
  'image/jpeg': 'image/jpeg',
  'image/png': 'image/png',
  'image/webp': 'image/webp',
  'text/plain': 'text/plain;charset=utf-8',
}

/** In a browser: files come over the connection, which alone has the key, and are shown from memory. */
export function createWebAccess(engine: Engine): ArchiveAccess {
  const read = ({ archiveId, path }: FileOfArchive, type: string, signal: AbortSignal): Promise<Blob> =>
    engine.read(async (client, ended) => {
      const { content } = await client.archives.openFile({ archiveId, path }, { signal: ended })
      return await toBlob(content, type)
    }, signal)
  return {
    canReveal: false,
    canShow: (mediaType) => Object.hasOwn(shown, mediaType),
    async view(file, signal) {
      const address = URL.createObjectURL(await read(file, shown[file.mediaType] ?? 'application/octet-stream', signal))
      return { address, release: () => URL.revokeObjectURL(address) }
    },
    save: (file) =>
      saving(file.path.slice(file.path.lastIndexOf('/') + 1), () =>
        read(file, 'application/octet-stream', new AbortController().signal),
      ),
    async saveArchive(archiveId) {
      const signal = new AbortController().signal
      const { fileName } = await engine.read(
        (client, ended) => client.archives.get({ archiveId }, { signal: ended }),
        signal,
      )
      return await saving(fileName, () =>
        engine.read(async (client, ended) => {
          const { content } = await client.archives.download({ archiveId }, { signal: ended })
          return await toBlob(content, 'application/zip')
        }, signal),
      )
    },
    reveal: async () => false,
  }
}

async function toBlob(content: AsyncIterable<Uint8Array>, type: string): Promise<Blob> {
  const parts: BlobPart[] = []
  // The SDK's bytes are never shared with another thread.
  for await (const chunk of content) parts.push(chunk as Uint8Array<ArrayBuffer>)
  return new Blob(parts, { type })
}

async function saving(fileName: string, read: () => Promise<Blob>): Promise<CopyAnswer> {
  try {
    const address = URL.createObjectURL(await read())
    Object.assign(document.createElement('a'), { href: address, download: fileName }).click()
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
    return { status: 'copied', path: fileName }
  } catch (error) {
    const code = error instanceof MunimentError ? error.code : null
    return { status: 'failed', code, message: error instanceof Error ? error.message : String(error) }
  }
}
