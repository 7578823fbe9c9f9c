const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/**
 * A UUID of version 7 (RFC 9562, section 5.7) from a clock and chance that are handed in: ids rise with time. Within
 * one millisecond a counter keeps the order.
 */
export function createIdMaker(now: () => Date, random: () => number): () => string {
  let lastMs = 0
  let counter = 0
  return () => {
    const nowMs = now().getTime()
    counter = nowMs > lastMs ? 0 : counter + 1
    // The counter has 12 bits; should it run over, the id borrows from the next millisecond.
    if (counter > 0xfff) {
      counter = 0
      lastMs++
    } else {
      lastMs = Math.max(nowMs, lastMs)
    }
    const time = hex(lastMs, 12)
    const variant = hex(0x8000 + Math.floor(random() * 0x4000), 4)
    const node = hex(Math.floor(random() * 0x1000000), 6) + hex(Math.floor(random() * 0x1000000), 6)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${variant}-${node}`
  }
}
