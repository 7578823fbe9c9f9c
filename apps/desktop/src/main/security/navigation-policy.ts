import type { App, WebContentsWillFrameNavigateEventParams } from 'electron'
import { archiveScheme } from '../../shared/archive-address.ts'

/** Chromium's own, which is part of it. */
const pdfViewer = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/'

/**
 * Whatever page a window shows, it stays there: no navigation but a reload, no new windows, no embedded web views. Our
 * page may show files of archives in frames; what is in such a frame leads nowhere else.
 */
export function denyNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-frame-navigate', (event) => {
      const isReload = event.isMainFrame && pageOf(event.url) === pageOf(contents.getURL())
      if (!isReload && !isArchiveFrame(event)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/**
 * A file of an archive, or the browser's PDF viewer for it. A link in such a file may lead to another one: there is nothing
 * that it could take along.
 */
function isArchiveFrame({ url, isMainFrame }: WebContentsWillFrameNavigateEventParams): boolean {
  return !isMainFrame && (url.startsWith(`${archiveScheme}://`) || url.startsWith(pdfViewer))
}

/** What follows the `#` names a screen of the page. */
function pageOf(address: string): string {
  return address.split('#', 1)[0] ?? ''
}
