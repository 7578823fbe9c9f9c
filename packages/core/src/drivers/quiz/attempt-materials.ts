import type { FileRequest, ImageReference, ImageRequest, ReportFile } from '../../documents/index.ts'
import type { ReviewedQuestion } from '../../sources/activity-source.ts'

/** What question readers may ask for beside the HTML. Readers are run twice: to learn what they ask for, and to use it. */
export interface AttemptMaterials {
  image(request: ImageRequest): ImageReference | undefined
  /** The file that a text links to or embeds; `question` is the one whose text it is. */
  file(request: FileRequest, question: ReviewedQuestion | undefined): ReportFile | undefined
  /** The kept copy of a file of the answer, by its address. */
  fileAt(address: string): ReportFile | undefined
  /** What the texts of a question link to or embed and is kept beside the report, beyond the files of the answer. */
  linkedFiles(slot: number): readonly ReportFile[]
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
