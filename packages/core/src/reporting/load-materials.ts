import {
  assetIdOf,
  conversionWords,
  fileNameOf,
  readReportAsset,
  reduceAsset,
  referenceTo,
  type ImageRequest,
  type ReportAsset,
  type ReportAssets,
  type ReportFile,
} from '../documents/index.ts'
import type { ItemRemark } from '../archive/archive-description.ts'
import { componentOf, isLinkedFile, linkedFile } from './linked-files.ts'
import type { MaterialsRequest } from './materials-request.ts'
import { formatBytes } from './report-formats.ts'
import type { FileToKeep, LoadedImage, LoadFailure } from './report-files.ts'
import { fileKeyOf, type ReportMaterials } from './report-materials.ts'
import type { ReportWords } from './report-words.ts'

/** A file that a text links to, and the part whose text it is. */
export interface LinkedFileToKeep extends FileToKeep {
  readonly partKey: string
}

/** Pictures and files of an item, and what could not be had of them. */
export interface LoadedMaterials {
  readonly materials: ReportMaterials
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

/** Files by their key, and what could not be had of them. */
export interface LoadedFiles {
  readonly files: ReadonlyMap<string, ReportFile>
  readonly remarks: readonly ItemRemark[]
}

/** Keeps the files of an item, one after the other: they may be large, and each is streamed. */
export async function loadFiles(
  files: readonly FileToKeep[],
  { loader, words, ownComponents }: MaterialsRequest,
): Promise<LoadedFiles> {
  const kept = new Map<string, ReportFile>()
  const remarks: ItemRemark[] = []
  for (const toKeep of files) {
    const { file } = toKeep
    const key = fileKeyOf(file.address)
    if (kept.has(key)) continue
    const name = `${file.folder}${file.folder.endsWith('/') ? '' : '/'}${file.fileName}`.replace(/^\//, '')
    const basis = { name, mediaType: file.mediaType || 'application/octet-stream' }
    const result = await loader.attachment(toKeep)
    if ('failure' in result) {
      const isOthers = isLinkedFile(file) && !ownComponents.test(componentOf(file))
      // What was left out as the settings ask for is not missing, but must be known.
      const severity = isOthers || result.tooLarge ? 'notice' : severityOf(result)
      remarks.push({ severity, message: messageOf(name, result, words) })
      kept.set(key, { ...basis, path: null, sizeBytes: result.tooLarge?.sizeBytes ?? file.sizeBytes, sha256: null })
    } else {
      const { pathFromReport, sizeBytes, sha256 } = result
      kept.set(key, { ...basis, path: pathFromReport, sizeBytes, sha256 })
    }
  }
  return { files: kept, remarks }
}

function messageOf(name: string, { failure, tooLarge }: LoadFailure, words: ReportWords): string {
  if (!tooLarge) return words.materials.file(name, failure)
  return words.materials.fileTooLarge(name, formatBytes(tooLarge.sizeBytes, words), formatBytes(tooLarge.most, words))
}

/** The same for files that texts link to: a page full of links is no reason to fetch a site. */
export async function loadLinkedFiles(
  links: readonly LinkedFileToKeep[],
  request: MaterialsRequest,
): Promise<LoadedFiles> {
  const distinct = [...new Map(links.map((link) => [fileKeyOf(link.file.address), link])).values()]
  const loaded = await loadFiles(distinct.slice(0, linkedFilesKept), request)
  if (distinct.length <= linkedFilesKept) return loaded
  const { tooManyFiles } = request.words.materials
  return { ...loaded, remarks: [...loaded.remarks, { severity: 'missing', message: tooManyFiles }] }
}

const linkedFilesKept = 50

interface Picture {
  readonly id: string
  readonly asset: ReportAsset
  /** As the site has it: a reduced picture is shown as large. */
  readonly size: { readonly width: number; readonly height: number }
}

/** What is kept of files: by their key, and which of them the texts of which part link to. */
export interface FilesOfItem {
  readonly files: ReadonlyMap<string, ReportFile>
  readonly links: readonly LinkedFileToKeep[]
}

/** Loads the pictures that a first reading asked for. */
export async function loadPictures(
  requests: readonly ImageRequest[],
  files: FilesOfItem,
  request: MaterialsRequest,
): Promise<LoadedMaterials> {
  const { words } = request
  const remarks: ItemRemark[] = []
  const pictures = new Map<string, Picture>()
  const assets = new Map<string, ReportAsset>()
  const wanted = [...new Map(requests.map((asked) => [asked.address, asked])).values()]
  for (let start = 0; start < wanted.length; start += imagesAtOnce) {
    const some = wanted.slice(start, start + imagesAtOnce)
    const loaded = await Promise.all(some.map(({ address }) => loadPicture(address, request)))
    for (const [index, asked] of some.entries()) {
      const picture = loaded[index]
      if (picture && 'asset' in picture) {
        pictures.set(asked.address, picture)
        assets.set(picture.id, picture.asset)
      } else if (picture) {
        remarks.push({ severity: severityOf(picture), message: words.materials.image(nameOf(asked), picture.failure) })
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
  { loader, words, reduction }: MaterialsRequest,
): Promise<Picture | LoadFailure> {
  const loaded = address.startsWith('data:') ? readDataAddress(address, words) : await loader.image(address)
  if ('failure' in loaded) return loaded
  const asset = await readReportAsset(loaded.bytes)
  if (!asset) return { failure: words.materials.notAnImage, outside: false }
  const shown = reduction ? await reduceAsset(asset, reduction) : asset
  return { id: assetIdOf(shown.bytes), asset: shown, size: { width: asset.width, height: asset.height } }
}

function readDataAddress(address: string, words: ReportWords): LoadedImage | LoadFailure {
  const start = dataAddress.exec(address)?.[0]
  if (start === undefined || address.length > longestDataAddress)
    return { failure: words.materials.notAnImage, outside: false }
  return { bytes: Buffer.from(address.slice(start.length), 'base64') }
}

function materialsOf(
  pictures: ReadonlyMap<string, Picture>,
  { files, links }: FilesOfItem,
  words: ReportWords,
): ReportMaterials {
  const fileAt = (address: string): ReportFile | undefined => files.get(fileKeyOf(address))
  return {
    fileAt,
    file: ({ address }) => fileAt(address),
    linkedFiles(partKey) {
      const ofPart = links.filter((link) => link.partKey === partKey).map(({ file }) => fileAt(file.address))
      return [...new Set(ofPart.filter((file) => file !== undefined))]
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
  readonly materials: ReportMaterials
  readonly requests: () => readonly ImageRequest[]
  readonly links: () => readonly LinkedFileToKeep[]
} {
  const requests: ImageRequest[] = []
  const links: LinkedFileToKeep[] = []
  const fileAt = (address: string): ReportFile | undefined => files.get(fileKeyOf(address))
  const materials: ReportMaterials = {
    fileAt,
    linkedFiles: () => [],
    image(request) {
      requests.push(request)
      return undefined
    },
    file({ address }, { key, folder, linksOnly }) {
      const known = fileAt(address)
      const file = known || linksOnly ? undefined : linkedFile(address)
      if (file) links.push({ file, folder, partKey: key })
      return known
    },
  }
  return { materials, requests: () => requests, links: () => links }
}

const severityOf = ({ outside = false }: LoadFailure): ItemRemark['severity'] => (outside ? 'notice' : 'missing')
