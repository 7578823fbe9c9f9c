import type { ActivityMetadata } from '../../driver/activity-metadata.ts'
import { throwIfAborted } from '../../archive/abortable.ts'
import { ArchivingError } from '../../errors/index.ts'
import type { ActivitySource, BatchedSource, FileReference, Participant } from '../../sources/activity-source.ts'
import type { SiteRequest } from './conformance-options.ts'
import { sampleFile, type SampleFile } from './sample-file.ts'

const firstNames = ['Quirina', 'Zdenko', 'Xanthippe', 'Wolfhard', 'Yseult']
const lastNames = ['Zwiebelmann', 'Qvortrup', 'Xylander', 'Yxkull', 'Vondracek']

/** A file of a {@link MemorySite}, with the hash of its content. */
export type MemoryFile = FileReference & { readonly sha256: string }

export interface MemoryFileOptions {
  /** The LMS's file area. */
  readonly area: string
  readonly owner?: Participant
  /** Where the site was not asked for files of a size. */
  readonly sizeBytes?: number
  readonly mediaType?: string
}

/** What sites of all drivers have: people, names, files, and the general part of a source. */
export class MemorySite {
  readonly #request: SiteRequest
  readonly #files = new Map<string, SampleFile & { readonly mediaType: string; readonly fileName: string }>()
  readonly #people = new Map<number, Participant>()
  #namesTaken = 0

  constructor(request: SiteRequest) {
    this.#request = request
  }

  /** The next of the requested names; without any, the plain one. */
  name(plain: string): string {
    const { names } = this.#request
    return names?.[this.#namesTaken++ % names.length] ?? plain
  }

  activity(kind: string, activityName: string): ActivityMetadata {
    return {
      sourceId: '',
      courseId: 7,
      courseName: this.name('World history'),
      courseShortName: this.name('HIST'),
      activityKind: kind,
      activityId: 3,
      courseModuleId: 33,
      activityName: this.name(activityName),
    }
  }

  /** The person of a number, from 1. */
  participant(number: number): Participant {
    const known = this.#people.get(number)
    if (known) return known
    const cycle = Math.ceil(number / firstNames.length)
    const plainFirst = `${firstNames[(number - 1) % firstNames.length]}${cycle === 1 ? '' : cycle}`
    const plainLast = `${lastNames[(number - 1) % lastNames.length]}${cycle === 1 ? '' : cycle}`
    const firstName = this.name(plainFirst)
    const lastName = this.name(plainLast)
    const participant = {
      userId: 100 + number,
      userName: this.name(`${plainFirst}.${plainLast}`.toLowerCase()),
      firstName,
      lastName,
      fullName: `${firstName} ${lastName}`,
      idNumber: this.name(`ID-${770_000 + number}`),
      email: this.name(`${plainFirst}@${plainLast}.example`.toLowerCase()),
      groups: [{ id: 5, name: this.name('Gruppe Quendel'), idNumber: this.name('G-5') }],
      enrolled: true,
    }
    this.#people.set(number, participant)
    return participant
  }

  /** A file that `openFile` opens. Its content follows from the seed; it is called after its owner, as people do. */
  file(seed: string, { area, owner, sizeBytes = 300, mediaType = 'text/plain' }: MemoryFileOptions): MemoryFile {
    const file = sampleFile(seed, this.#request.fileBytes ?? sizeBytes)
    const fileName = this.name(owner ? `${owner.lastName} ${seed}.txt` : `${seed}.txt`)
    const address = `https://site.example/pluginfile.php/33/${area}/${this.#files.size + 1}/${encodeURIComponent(seed)}.txt`
    this.#files.set(address, { ...file, mediaType, fileName })
    return { area, fileName, folder: '/', sizeBytes: file.sizeBytes, mediaType, address, sha256: file.sha256 }
  }

  /** All by which the people so far could be told. */
  get people(): readonly string[] {
    return [...this.#people.values()].flatMap((person) => [
      person.fullName,
      person.firstName,
      person.lastName,
      person.userName,
      person.idNumber,
      person.email,
    ])
  }

  get userIds(): readonly number[] {
    return [...this.#people.values()].map(({ userId }) => userId)
  }

  /** The general part of a source; a driver's own part is put beside it. */
  source(): ActivitySource {
    const files = this.#files
    const people = this.#people
    return {
      async describe(signal) {
        throwIfAborted(signal)
        return {
          kind: 'memory',
          siteName: 'A site in memory',
          siteUrl: 'https://site.example',
          release: '1.0',
          language: 'en',
          userId: 2,
          userName: 'marker',
          userFullName: 'The Marker',
        }
      },
      listCourses: async () => [],
      listActivities: async () => [],
      async *listParticipants(_courseId, signal) {
        for (const person of people.values()) {
          throwIfAborted(signal)
          yield person
        }
      },
      listGroups: async () => [...people.values()].slice(0, 1).flatMap(({ groups }) => groups),
      async openFile(address, signal) {
        throwIfAborted(signal)
        const file = files.get(address)
        if (!file) throw new ArchivingError('source_missing', 'The site has no such file.')
        const { fileName, mediaType, sizeBytes } = file
        return { fileName, mediaType, sizeBytes, sha1: null, content: untilAbort(file.open(), signal) }
      },
      async [Symbol.asyncDispose]() {},
    }
  }
}

async function* untilAbort(content: AsyncIterable<Uint8Array>, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    throwIfAborted(signal)
    yield chunk
  }
}

/** Parts of a source that can be asked for much at once: it is all in memory. */
export function withBatches<Parts extends BatchedSource>(parts: Parts): Parts & Pick<ActivitySource, 'batched'> {
  return { ...parts, batched: async () => parts }
}
