import type { ItemRemark } from '../archive/archive-description.ts'

/** Each remark once, in the order in which they came. */
export function distinctRemarks(remarks: readonly ItemRemark[]): readonly ItemRemark[] {
  return [...new Map(remarks.map((remark) => [`${remark.severity} ${remark.message}`, remark])).values()]
}

/** The same remarks with other texts. */
export function replaceInRemarks(
  remarks: readonly ItemRemark[],
  replace: (text: string) => string,
): readonly ItemRemark[] {
  return remarks.map(({ severity, message }) => ({ severity, message: replace(message) }))
}

/** Sentences to know, as remarks. */
export function notices(sentences: readonly string[]): readonly ItemRemark[] {
  return sentences.map((message) => ({ severity: 'notice', message }))
}
