import { fileNameOf } from '../documents/index.ts'
import type { FileReference } from '../sources/activity-source.ts'

/** What we call the area of files that a text links to or embeds: services list files that were handed in only. */
const area = 'linked'

const siteFile = /^https?:\/\/[^?#]*\/(?:webservice\/)?pluginfile\.php\/(\d+)\/([\w-]+)\//i

/** The file behind a link, sound or film, if it is one of a Moodle site; what it is, is known when it is read. */
export function linkedFile(address: string): FileReference | undefined {
  if (!siteFile.test(address)) return undefined
  return { area, fileName: fileNameOf(address) || 'file', folder: '/', sizeBytes: 0, mediaType: '', address }
}

export function isLinkedFile(file: FileReference): boolean {
  return file.area === area
}

/**
 * Moodle's component that a file belongs to, such as `mod_quiz`; empty if the address does not tell. A file of another
 * activity to which someone made a link is no part of the item: without it nothing of the item is missing.
 */
export function componentOf({ address }: FileReference): string {
  return siteFile.exec(address)?.[2] ?? ''
}
