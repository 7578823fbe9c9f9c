import {
  assetIdOf,
  conversionWords,
  fileNameOf,
  readReportAsset,
  reduceAsset,
  referenceTo,
  type ImageReduction,
  type ImageRequest,
  type ReportAsset,
  type ReportAssets,
  type ReportFile,
} from '../../documents/index.ts'
import type { ItemRemark } from '../../archive/archive-description.ts'
import type { AttemptFile, AttemptReportLoader, LoadedImage, LoadFailure } from './attempt-report.ts'
import { fileKeyOf, type AttemptMaterials } from './attempt-materials.ts'
import type { AttemptWords } from './attempt-words.ts'
import { isLinkedFile, isOfAttempt, linkedFile } from './linked-files.ts'

/** Pictures and files of an attempt, and what could not be had of them. */
export interface LoadedMaterials {
  readonly materials: AttemptMaterials
  readonly assets: ReportAssets
  readonly remarks: readonly ItemRemark[]
  /** Whether a picture was reduced. */
  readonly reduced: boolean
}

/** Pictures read at once; the source has a limit of its own. */
const imagesAtOnce = 3
/** A picture written into the HTML itself. */
const dataAddress = /^data:[^,;]{0,100};base64,/i
const longestDataAddress = 10_000_000

/** Keeps the files of an attempt, one after the other: they may be large, and each is streamed. */
export async function loadFiles(
  files: readonly AttemptFile[],
  loader: AttemptReportLoader,
  words: AttemptWords,
): Promise<{ readonly files: ReadonlyMap<string, ReportFile>; readonly remarks: readonly ItemRemark[] }> {
  const kept = new Map<string, ReportFile>()
  const remarks: ItemRemark[] = []
  for (const attemptFile of files) {
    const { file } = attemptFile
    const key = fileKeyOf(file.address)
    if (kept.has(key)) continue
    const name = `${file.folder}${file.fileName}`.replace(/^\//, '')
    const basis = { name, mediaType: file.mediaType || 'application/octet-stream' }
    const result = await loader.attachment(attemptFile)
    if ('failure' in result) {
      const isOthers = isLinkedFile(file) && !isOfAttempt(file)
      const severity = isOthers ? 'notice' : severityOf(result)
      remarks.push({ severity, message: words.remarks.file(name, result.failure) })
      kept.set(key, { ...basis, path: null, sizeBytes: file.sizeBytes, sha256: null })
    } else {
      const { pathFromReport, sizeBytes, sha256 } = result
      kept.set(key, { ...basis, path: pathFromReport, sizeBytes, sha256 })
    }
  }
  return { files: kept, remarks }
}

/** The same for files that texts link to: a page full of links is no reason to fetch a site. */
export async function loadLinkedFiles(
  links: readonly AttemptFile[],
  loader: AttemptReportLoader,
  words: AttemptWords,
): ReturnType<typeof loadFiles> {
  const distinct = [...new Map(links.map((link) => [fileKeyOf(link.file.address), link])).values()]
  const loaded = await loadFiles(distinct.slice(0, linkedFilesKept), loader, words)
  if (distinct.length <= linkedFilesKept) return loaded
  return { ...loaded, remarks: [...loaded.remarks, { severity: 'missing', message: words.remarks.tooManyFiles }] }
}

const linkedFilesKept = 50

interface Picture {
  readonly id: string
  readonly asset: ReportAsset
  /** As the site has it: a reduced picture is shown as large. */
  readonly size: { readonly width: number; readonly height: number }
}

/** What is kept of files: by their key, and which of them the texts of which question link to. */
export interface KeptFiles {
  readonly files: ReadonlyMap<string, ReportFile>
  readonly links: readonly AttemptFile[]
}

/** Loads the pictures that a first reading asked for. */
export async function loadPictures(
  requests: readonly ImageRequest[],
  files: KeptFiles,
  loader: AttemptReportLoader,
  { words, reduction }: { readonly words: AttemptWords; readonly reduction: ImageReduction | undefined },
): Promise<LoadedMaterials> {
  const remarks: ItemRemark[] = []
  const pictures = new Map<string, Picture>()
  const assets = new Map<string, ReportAsset>()
  const wanted = [...new Map(requests.map((request) => [request.address, request])).values()]
  for (let start = 0; start < wanted.length; start += imagesAtOnce) {
    const some = wanted.slice(start, start + imagesAtOnce)
    const loaded = await Promise.all(some.map(({ address }) => loadPicture(address, loader, { words, reduction })))
    for (const [index, request] of some.entries()) {
      const picture = loaded[index]
      if (picture && 'asset' in picture) {
        pictures.set(request.address, picture)
        assets.set(picture.id, picture.asset)
      } else if (picture) {
        remarks.push({ severity: severityOf(picture), message: words.remarks.image(nameOf(request), picture.failure) })
      }
    }
  }
  const reduced = [...pictures.values()].some(
    ({ asset, size }) => asset.width < size.width || asset.height < size.height,
  )
  return { materials: materialsOf(pictures, files, words), assets, remarks, reduced }
}

function nameOf({ address, alternative }: ImageRequest): string {
  return fileNameOf(address) || alternative
}

async function loadPicture(
  address: string,
  loader: AttemptReportLoader,
  { words, reduction }: { readonly words: AttemptWords; readonly reduction: ImageReduction | undefined },
): Promise<Picture | LoadFailure> {
  const loaded = address.startsWith('data:') ? readDataAddress(address, words) : await loader.image(address)
  if ('failure' in loaded) return loaded
  const asset = await readReportAsset(loaded.bytes)
  if (!asset) return { failure: words.remarks.notAnImage, outside: false }
  const shown = reduction ? await reduceAsset(asset, reduction) : asset
  return { id: assetIdOf(shown.bytes), asset: shown, size: { width: asset.width, height: asset.height } }
}

function readDataAddress(address: string, words: AttemptWords): LoadedImage | LoadFailure {
  const start = dataAddress.exec(address)?.[0]
  if (start === undefined || address.length > longestDataAddress)
    return { failure: words.remarks.notAnImage, outside: false }
  return { bytes: Buffer.from(address.slice(start.length), 'base64') }
}

function materialsOf(
  pictures: ReadonlyMap<string, Picture>,
  { files, links }: KeptFiles,
  words: AttemptWords,
): AttemptMaterials {
  const fileAt = (address: string): ReportFile | undefined => files.get(fileKeyOf(address))
  return {
    fileAt,
    file: ({ address }) => fileAt(address),
    linkedFiles(slot) {
      const ofSlot = links.filter((link) => link.slot === slot).map(({ file }) => fileAt(file.address))
      return [...new Set(ofSlot.filter((file) => file !== undefined))]
    },
    image(request) {
      const picture = pictures.get(request.address)
      if (!picture) return undefined
      const { imageWithoutDescription } = conversionWords[words.language]
      const alternative = request.alternative || imageWithoutDescription(fileNameOf(request.address))
      return referenceTo({ id: picture.id, ...picture.size }, request, alternative)
    },
  }
}

/** Materials of a first reading: remembers which pictures and linked files are asked for, and has none. */
export function askingMaterials(files: ReadonlyMap<string, ReportFile>): {
  readonly materials: AttemptMaterials
  readonly requests: readonly ImageRequest[]
  readonly links: readonly AttemptFile[]
} {
  const requests: ImageRequest[] = []
  const links: AttemptFile[] = []
  const fileAt = (address: string): ReportFile | undefined => files.get(fileKeyOf(address))
  const materials: AttemptMaterials = {
    fileAt,
    linkedFiles: () => [],
    image(request) {
      requests.push(request)
      return undefined
    },
    file({ address }, question) {
      const known = fileAt(address)
      const file = known ? undefined : linkedFile(address)
      if (file) links.push({ file, slot: question?.slot ?? 0, numberShown: question?.numberShown ?? '' })
      return known
    },
  }
  return { materials, requests, links }
}

const severityOf = ({ outside = false }: LoadFailure): ItemRemark['severity'] => (outside ? 'notice' : 'missing')
