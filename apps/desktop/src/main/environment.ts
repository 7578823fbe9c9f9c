import process from 'node:process'

/** Address of the development server of electron-vite, where the page comes from while the app is developed. */
export function developmentPage(): string | undefined {
  return process.env['ELECTRON_RENDERER_URL']
}
