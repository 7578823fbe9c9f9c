const paper = '#ffffff'
/** Below this contrast (WCAG 2.2, relative luminance) a text may as well not be printed. */
const readableContrast = 2.2

/** Whether text of one colour can be read on another. Colours are six hex digits after `#`. */
export function isReadable(color: string, background: string = paper): boolean {
  const [lighter, darker] = [luminance(color), luminance(background)].toSorted((a, b) => b - a)
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05) >= readableContrast
}

/** Whether this is a colour as the report document writes it. */
export function isColor(value: string | undefined): value is string {
  return value !== undefined && /^#[\da-f]{6}$/iu.test(value)
}

function luminance(color: string): number {
  const channel = (start: number): number => {
    const value = Number.parseInt(color.slice(start, start + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
