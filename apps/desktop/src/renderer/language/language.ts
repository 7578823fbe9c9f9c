import type { DriverDescription } from '@muniment/sdk'
import { createContext, useContext } from 'react'
import { english } from './english.ts'
import { formatSize } from './format-size.ts'
import { german } from './german.ts'
import type { RoundedTime } from './rounded-time.ts'
import type { Words } from './words.ts'

type LocalizedText = DriverDescription['name']

/** A language, and how numbers and dates are written in it where the user lives. */
export interface Language {
  /** BCP 47, such as `de-AT`. */
  readonly tag: string
  /** Which of ours it is. */
  readonly name: 'en' | 'de'
  readonly words: Words
  readonly formatNumber: (value: number) => string
  /** A share from 0 to 1, as a percentage. */
  readonly formatShare: (share: number) => string
  readonly formatDate: (date: Date) => string
  /** Without the time of day. */
  readonly formatDay: (date: Date) => string
  /** A time of day with seconds, for what happened one after the other. */
  readonly formatMoment: (date: Date) => string
  /** An amount of data, rounded as people would. */
  readonly formatSize: (bytes: number) => string
  readonly roundTime: (seconds: number) => RoundedTime
  /** A text of the engine, in English where it has no other. */
  readonly textOf: (text: LocalizedText) => string
}

/** The first language of the system that we speak, else English. */
export function chooseLanguage(tags: readonly string[], timeZone?: string): Language {
  for (const name of tags) {
    // Systems also name languages in ways of their own, such as `en-US@posix`.
    const tag = name.split('@', 1)[0] ?? ''
    const language = tag.toLowerCase().split('-', 1)[0]
    if (language === 'de') return createLanguage(tag, german, timeZone)
    if (language === 'en') return createLanguage(tag, english, timeZone)
  }
  return createLanguage('en', english, timeZone)
}

export const LanguageContext = createContext(createLanguage('en', english))

export function useLanguage(): Language {
  return useContext(LanguageContext)
}

function createLanguage(tag: string, words: Words, timeZone?: string): Language {
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 })
  const share = new Intl.NumberFormat(tag, { style: 'percent' })
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone })
  const moment = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium', timeZone })
  const formatNumber = (value: number): string => number.format(value)
  return {
    tag,
    name: words === german ? 'de' : 'en',
    words,
    formatNumber,
    formatShare: (value) => share.format(value),
    formatDate: (value) => date.format(value),
    formatDay: (value) => day.format(value),
    formatMoment: (value) => moment.format(value),
    formatSize: (bytes) => formatSize(bytes, tag),
    roundTime: (seconds) => roundTime(seconds, formatNumber),
    textOf: ({ en, de }) => (words === german ? de : undefined) ?? en,
  }
}

function roundTime(seconds: number, format: (value: number) => string): RoundedTime {
  if (seconds < 10) return { unit: 'moments', amount: '' }
  if (seconds < 55) return { unit: 'seconds', amount: format(Math.round(seconds / 5) * 5) }
  if (seconds >= 1_200 && seconds < 3_300) return { unit: 'minutes', amount: format(Math.round(seconds / 300) * 5) }
  if (seconds < 3_300) return { unit: 'minutes', amount: format(Math.round(seconds / 60)) }
  return { unit: 'hours', amount: format(Math.round(seconds / 360) / 10) }
}
