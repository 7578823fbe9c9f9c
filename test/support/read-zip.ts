import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import yauzl from 'yauzl'

const openZip = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)

/** All files of a small zip, by name. */
export async function readZip(path: string): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await openZip(path, { lazyEntries: true })
  const openEntry = promisify(
    zip.openReadStream.bind(zip) as (
      entry: yauzl.Entry,
      done: (error: Error | null, stream: NodeJS.ReadableStream) => void,
    ) => void,
  )
  const files = new Map<string, Buffer>()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  zip.on('error', reject)
  zip.on('end', resolve)
  zip.on('entry', (entry: yauzl.Entry) => {
    openEntry(entry)
      .then(buffer)
      .then((bytes) => {
        files.set(entry.fileName, bytes)
        zip.readEntry()
      }, reject)
  })
  zip.readEntry()
  await promise
  return files
}
