const lowest = 6

/**
 * Renumbers headings so that no level is skipped (ISO 14289-1, 7.4.2): what a student or teacher calls level 3 becomes
 * the next level below where it stands.
 */
export class HeadingLevels {
  readonly #above: number
  readonly #open: number[] = []

  /** @param above level of the heading that all of these stand under */
  constructor(above: number) {
    this.#above = above
  }

  next(level: number): number {
    while ((this.#open.at(-1) ?? 0) >= level) this.#open.pop()
    this.#open.push(level)
    return Math.min(lowest, this.#above + this.#open.length)
  }
}
