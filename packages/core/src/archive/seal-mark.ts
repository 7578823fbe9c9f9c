/**
 * Muniment's mark: a wax seal, reduced to a scalloped edge, a ring and an M. Takes the colour of the text around it.
 * The shape is a circle of radius 24 with twelve shallow scallops, on a field of 56 by 56.
 */
export const sealMarkPath = scallopedCircle(12)

/** The mark as inline SVG, hidden from screen readers: the words beside it say what it means. */
export const sealMarkSvg =
  '<svg class="mark" viewBox="0 0 56 56" aria-hidden="true" focusable="false">' +
  `<path fill="currentColor" d="${sealMarkPath}"/>` +
  '<circle class="ring" cx="28" cy="28" r="18.5" fill="none" stroke-width="1.5"/>' +
  '<path class="letter" d="M20 36V20.5L28 30.5 36 20.5V36" fill="none" stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round"/>' +
  '</svg>'

function scallopedCircle(scallops: number): string {
  const point = (step: number) => {
    const angle = (step * 2 * Math.PI) / scallops - Math.PI / 2
    return `${round(28 + 24 * Math.cos(angle))} ${round(28 + 24 * Math.sin(angle))}`
  }
  const arcs = Array.from({ length: scallops }, (_, step) => `A7.2 7.2 0 0 1 ${point(step + 1)}`)
  return `M${point(0)}${arcs.join('')}Z`
}

function round(value: number): string {
  return value.toFixed(2)
}
