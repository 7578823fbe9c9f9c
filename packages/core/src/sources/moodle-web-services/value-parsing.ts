/**
 * The number in a mark as a site prints it: Moodle uses the decimal sign of the language (`7.90`, `7,90`, `7٫90`) and
 * never groups thousands. Null for an empty text and for anything that is not one plain number.
 */
export function parseLocalisedNumber(text: string): number | null {
  const plain = text.replaceAll(/[\s\u00A0\u202F]/g, '').replace('\u2212', '-')
  if (!/^-?\d+(?:[.,\u066B]\d+)?$/.test(plain)) return null
  return Number(plain.replace(/[,\u066B]/, '.'))
}

/** Seconds since 1970 as ISO 8601 in UTC; Moodle's 0 means that there is no such time. */
export function toIsoTime(seconds: number | null | undefined): string | null {
  if (seconds === undefined || seconds === null || seconds <= 0) return null
  const time = new Date(seconds * 1000)
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}

/** A language code of Moodle (`de_ch`, `en_us_k12`) in BCP 47 form (`de-CH`). */
export function toLanguageTag(code: string): string {
  const [language = 'en', ...rest] = code.split('_')
  const region = rest.find((part) => /^[a-z]{2}$/.test(part))
  return region ? `${language}-${region.toUpperCase()}` : language
}
