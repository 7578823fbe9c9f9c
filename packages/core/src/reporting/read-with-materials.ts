import type { ItemRemark } from '../archive/archive-description.ts'
import type { ReportAssets } from '../documents/index.ts'
import { askingMaterials, loadFiles, loadLinkedFiles, loadPictures } from './load-materials.ts'
import type { MaterialsRequest } from './materials-request.ts'
import type { ReportMaterials } from './report-materials.ts'

/** Content with its pictures and files. */
export interface ContentWithMaterials<Content> {
  readonly content: Content
  readonly assets: ReportAssets
  /** What could not be had. */
  readonly remarks: readonly ItemRemark[]
  /** Whether a picture was reduced. */
  readonly reduced: boolean
}

/**
 * Reads the content of a report twice: first to learn which pictures and files its texts ask for, then, when they are
 * there, to make the report.
 *
 * @param read makes the content; quick, and touches nothing but the materials
 * @throws what the loader throws; a picture or file that it says cannot be had becomes a remark
 */
export async function readWithMaterials<Content>(
  read: (materials: ReportMaterials) => Content,
  request: MaterialsRequest,
): Promise<ContentWithMaterials<Content>> {
  const kept = await loadFiles(request.files, request)
  const asking = askingMaterials(kept.files)
  read(asking.materials)
  const links = asking.links()
  const linked = await loadLinkedFiles(links, request)
  const files = { files: new Map([...kept.files, ...linked.files]), links }
  const { materials, assets, remarks, reduced } = await loadPictures(asking.requests(), files, request)
  return { content: read(materials), assets, remarks: [...kept.remarks, ...linked.remarks, ...remarks], reduced }
}
