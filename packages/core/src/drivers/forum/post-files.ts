import { fileKeyOf } from '../../reporting/report-materials.ts'
import type { FileToKeep } from '../../reporting/report-files.ts'
import type { FileReference } from '../../sources/activity-source.ts'
import type { ForumPost } from '../../sources/forum-source.ts'

const fileAddress = /https?:\/\/[^"'<>\s]+pluginfile\.php\/[^"'<>\s]+/g
const pictureName = /\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|avif)$/i

/**
 * Files of the editor that lie beside the report: recordings and whatever else is no picture, and pictures that the text
 * does not show (any more). What it shows is in the report.
 */
export function keptInlineFiles({ inlineFiles, messageHtml }: ForumPost): readonly FileReference[] {
  const named = new Set(messageHtml.match(fileAddress)?.map(fileKeyOf))
  return inlineFiles.filter(({ fileName, address }) => !pictureName.test(fileName) || !named.has(fileKeyOf(address)))
}

/** All files of a post that lie beside the report, in folders by the number of its section. */
export function filesOfPost(post: ForumPost, sectionNumber: string): readonly FileToKeep[] {
  return [
    ...post.attachments.map((file) => ({ file, folder: sectionNumber })),
    ...keptInlineFiles(post).map((file) => ({ file, folder: `${sectionNumber}/text` })),
  ]
}
