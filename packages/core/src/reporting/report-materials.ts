import type { FileRequest, ImageReference, ImageRequest, ReportFile } from '../documents/index.ts'

/**
 * A part of a report whose texts may link to files, such as a question or a post. The files that its texts link to are
 * kept in a folder of their own.
 */
export interface LinkingPart {
  /** Unique within the report. */
  readonly key: string
  /** Folder below the report's attachments, `/` between nested ones: `Q8/question`. */
  readonly folder: string
  /** Set for a text that many reports repeat: what it links to is kept once elsewhere, and here a link stays a link. */
  readonly linksOnly?: true
}

/** The pictures and files of a report. Content is read twice: to learn what it asks for, and to use it. */
export interface ReportMaterials {
  image(request: ImageRequest): ImageReference | undefined
  /** The file that a text links to or embeds; `part` is the one whose text it is. */
  file(request: FileRequest, part: LinkingPart): ReportFile | undefined
  /** The kept copy of a file, by its address. */
  fileAt(address: string): ReportFile | undefined
  /** What the texts of a part link to or embed and is kept beside the report, beyond its own files. */
  linkedFiles(partKey: string): readonly ReportFile[]
}

/**
 * One spelling for the addresses of a file: Moodle writes it with and without `webservice/`, and with parameters that
 * only say how to deliver it.
 */
export function fileKeyOf(address: string): string {
  const path = (address.split(/[?#]/, 1)[0] ?? '').replace('/webservice/pluginfile.php/', '/pluginfile.php/')
  try {
    return decodeURIComponent(path)
  } catch (error) {
    // A lone percent sign: the address is compared as it stands.
    if (error instanceof URIError) return path
    throw error
  }
}
