import { archiveAddress } from '../../../shared/archive-address.ts'
import type { DesktopBridge } from '../../../shared/ipc-contract.ts'
import type { ArchiveAccess } from './archive-access.ts'

/** What the app's own protocol shows; see `archive-protocol.ts` of the main process. */
const shown: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/html',
  'text/plain',
])

/** In the app: frames show files by a protocol of their own, and the main process asks where copies go. */
export function createDesktopAccess(bridge: DesktopBridge): ArchiveAccess {
  return {
    canReveal: true,
    canShow: (mediaType) => shown.has(mediaType),
    view: async ({ archiveId, path }) => ({ address: archiveAddress(archiveId, path), release() {} }),
    save: ({ archiveId, path }) => bridge.saveArchiveFile(archiveId, path),
    saveArchive: (archiveId) => bridge.exportArchive(archiveId),
    reveal: (archiveId) => bridge.revealArchive(archiveId),
  }
}
