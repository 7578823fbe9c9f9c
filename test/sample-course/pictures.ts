import { readFileSync } from 'node:fs'

/** Drawn by `pictures/draw-pictures.ts`. */
export const pictureNames = [
  'half-moon.png',
  'light-curve.png',
  'moon-phases.png',
  'parallax-sketch.png',
  'pleiades.png',
  'winter-sky.png',
] as const

export type PictureName = (typeof pictureNames)[number]

const loaded = new Map<PictureName, Buffer>()

/** The bytes of one of the course's pictures (PNG). */
export function picture(name: PictureName): Buffer {
  const known = loaded.get(name)
  if (known) return known
  const bytes = readFileSync(new URL(`pictures/${name}`, import.meta.url))
  loaded.set(name, bytes)
  return bytes
}

export function isPictureName(name: string): name is PictureName {
  return pictureNames.some((known) => known === name)
}
