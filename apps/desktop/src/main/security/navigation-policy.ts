import type { App } from 'electron'

/** Whatever page a window shows, it stays there: no navigation but a reload, no new windows, no embedded web views. */
export function denyNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || pageOf(event.url) !== pageOf(contents.getURL())) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** What follows the `#` names a screen of the page. */
function pageOf(address: string): string {
  return address.split('#', 1)[0] ?? ''
}
