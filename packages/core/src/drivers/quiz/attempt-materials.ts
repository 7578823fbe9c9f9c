import type { FileRequest, ImageReference, ImageRequest, ReportFile } from '../../documents/index.ts'

/** What question readers may ask for beside the HTML. Readers are run twice: to learn what they ask for, and to use it. */
export interface AttemptMaterials {
  image(request: ImageRequest): ImageReference | undefined
  file(request: FileRequest): ReportFile | undefined
  /** The kept copy of a file of the answer, by its address. */
  fileAt(address: string): ReportFile | undefined
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
