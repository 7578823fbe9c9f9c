/** Long enough for the browser to have begun. */
const revokeAfterMs = 60_000

/** Lets the user keep a text as a file: where is asked, or known, by the browser or the app. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), revokeAfterMs)
}
