/** Whether a style sheet fetches anything: by an import, or by an address that is not a picture within it. */
export function loadsByStyle(css: string): boolean {
  const plain = css
    .replaceAll(/\\([0-9a-f]{1,6})\s?/giu, (_escape, code: string) => fromCode(Number.parseInt(code, 16)))
    .replaceAll(/\\(.)/gsu, '$1')
    .replaceAll(/\/\*[\s\S]*?(?:\*\/|$)/gu, '')
  return /@import|@charset|(?:image-set|cross-fade|element|src)\s*\(|url\s*\(\s*(?!["']?\s*(?:#|data:image\/))/iu.test(
    plain,
  )
}

function fromCode(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
}
