import { existsSync } from 'node:fs'
import process from 'node:process'
import { chromium, type Browser } from 'playwright-core'

const systemChromium = '/usr/bin/chromium'

/** Without its sandbox, since tests may run as root; the pages are our own. Its own errands would need a network. */
const args = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** Starts the system's Chromium, else the one that comes as a development dependency: nothing needs to be installed. */
export async function openChromium(): Promise<Browser> {
  const executablePath = existsSync(systemChromium) ? systemChromium : await bundledChromium()
  return await chromium.launch({ executablePath, args })
}

/** Only the program: the arguments that its package suggests would turn off what our tests are to prove. */
async function bundledChromium(): Promise<string> {
  // The package unpacks what it needs for the environment that this variable names.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x'
  const { default: bundled } = await import('@sparticuz/chromium')
  return await bundled.executablePath()
}
