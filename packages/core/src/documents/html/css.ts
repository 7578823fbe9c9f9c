import { attributeOf, type HtmlElement } from './html-nodes.ts'

/** The declarations of an element's `style` attribute; later ones win, as in CSS. */
export function declarationsOf(element: HtmlElement): ReadonlyMap<string, string> {
  const style = attributeOf(element, 'style')
  if (style === undefined || style.length > 5000) return new Map()
  const declarations = new Map<string, string>()
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':')
    if (colon < 1) continue
    const value = declaration.slice(colon + 1).replace(/!\s*important\s*$/i, '')
    declarations.set(declaration.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase())
  }
  return declarations
}

/** Colour names that editors write. Others are rare enough to be left out: a colour is never the only carrier of text. */
const namedColors: Readonly<Record<string, string>> = {
  black: '#000000',
  blue: '#0000ff',
  brown: '#a52a2a',
  cyan: '#00ffff',
  darkblue: '#00008b',
  darkgreen: '#006400',
  darkred: '#8b0000',
  fuchsia: '#ff00ff',
  gold: '#ffd700',
  gray: '#808080',
  green: '#008000',
  grey: '#808080',
  lightblue: '#add8e6',
  lightgreen: '#90ee90',
  lime: '#00ff00',
  magenta: '#ff00ff',
  maroon: '#800000',
  navy: '#000080',
  olive: '#808000',
  orange: '#ffa500',
  pink: '#ffc0cb',
  purple: '#800080',
  red: '#ff0000',
  silver: '#c0c0c0',
  teal: '#008080',
  violet: '#ee82ee',
  white: '#ffffff',
  yellow: '#ffff00',
}

/** A CSS colour as six hex digits after `#`, or undefined if it is none that we know or is transparent. */
export function parseColor(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const text = value.trim().toLowerCase()
  const named = Object.hasOwn(namedColors, text) ? namedColors[text] : undefined
  if (named !== undefined) return named
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(text)?.[1]
  if (hex !== undefined) return fromHex(hex)
  const components = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*([\d.]+%?)\s*)?\)$/.exec(text)
  if (!components) return undefined
  const [, red, green, blue, alpha] = components
  if (alpha !== undefined && Number.parseFloat(alpha) === 0) return undefined
  return `#${[red, green, blue].map((part) => Math.min(255, Number(part)).toString(16).padStart(2, '0')).join('')}`
}

function fromHex(hex: string): string | undefined {
  const long = hex.length > 4 ? hex : hex.replaceAll(/./g, '$&$&')
  return long.slice(6) === '00' ? undefined : `#${long.slice(0, 6)}`
}

/** Contrast of two colours after WCAG 2.2, from 1 to 21. */
export function contrastOf(first: string, second: string): number {
  const [lighter, darker] = [luminanceOf(first), luminanceOf(second)].toSorted((a, b) => b - a)
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05)
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(color.slice(start, start + 2), 16) / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** A length in CSS pixels, or undefined: percentages and relative lengths say nothing on paper. */
export function parsePixels(value: string | undefined): number | undefined {
  const digits = /^\s*(\d{1,5}(?:\.\d+)?)\s*(?:px)?\s*$/i.exec(value ?? '')?.[1]
  const pixels = digits === undefined ? 0 : Number(digits)
  return pixels > 0 ? pixels : undefined
}
