import { openChromium } from './electron-stand-in/chromium.ts'

/** Prints pages with one browser, each in a fresh context, as tools that print a site's pages do. */
export interface PagePrinter {
  /** The page as PDF, once it and everything in it is loaded. */
  print(html: string): Promise<Uint8Array>
  close(): Promise<void>
}

/** @throws if no browser can be started. */
export async function openPrinter(): Promise<PagePrinter> {
  const browser = await openChromium()
  return {
    async print(html) {
      const context = await browser.newContext()
      try {
        const page = await context.newPage()
        await page.setContent(html, { waitUntil: 'networkidle' })
        return await page.pdf({ format: 'A4', printBackground: true })
      } finally {
        await context.close()
      }
    },
    close: () => browser.close(),
  }
}
