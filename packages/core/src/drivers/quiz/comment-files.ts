import { attributeOf, elementsIn, fileNameOf, isElement, type HtmlNode } from '../../documents/index.ts'
import type { FileReference } from '../../sources/activity-source.ts'

/** Moodle's file area for comments on an answer (`question/response_bf_comment`). */
const area = 'bf_comment'
const attributes = ['href', 'src'] as const

/**
 * The files of a comment. The service lists files of answers only, so those of comments are found by their addresses;
 * what they are is known when they are read.
 */
export function commentFiles(comment: readonly HtmlNode[]): readonly FileReference[] {
  const elements = comment.filter(isElement).flatMap((node) => [node, ...elementsIn(node, () => true)])
  const addresses = elements
    .flatMap((element) => attributes.map((name) => attributeOf(element, name) ?? ''))
    .filter((address) => /\/pluginfile\.php\/\d+\/question\/response_bf_comment\//.test(address))
  return [...new Set(addresses)].map((address) => ({
    area,
    fileName: fileNameOf(address),
    folder: '/',
    sizeBytes: 0,
    mediaType: '',
    address,
  }))
}

/** Whether a file belongs to a comment. */
export function isCommentFile(file: FileReference): boolean {
  return file.area === area
}
