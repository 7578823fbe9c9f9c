import { fileNameOf } from '../../documents/index.ts'
import type { ReviewedFile } from '../../sources/activity-source.ts'

/** What we call the area of files that a text links to or embeds: the service lists files of answers only. */
const area = 'linked'

const siteFile = /^https?:\/\/[^?#]*\/(?:webservice\/)?pluginfile\.php\/(\d+)\/([\w-]+)\//i
/** Moodle's components whose files are part of an attempt: of questions, their types and behaviours, and of the quiz. */
const ownComponent = /^(?:question|qtype_|qbehaviour_|mod_quiz)/

/** The file behind a link, sound or film, if it is one of a Moodle site; what it is, is known when it is read. */
export function linkedFile(address: string): ReviewedFile | undefined {
  if (!siteFile.test(address)) return undefined
  return { area, fileName: fileNameOf(address) || 'file', folder: '/', sizeBytes: 0, mediaType: '', address }
}

export function isLinkedFile(file: ReviewedFile): boolean {
  return file.area === area
}

/** False for a file of another activity to which someone made a link: without it nothing of the attempt is missing. */
export function isOfAttempt({ address }: ReviewedFile): boolean {
  return ownComponent.test(siteFile.exec(address)?.[2] ?? '')
}
