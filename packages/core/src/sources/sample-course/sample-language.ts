import { ArchivingError } from '../../errors/index.ts'
import { sampleLanguages, type SampleLanguage } from '../source-connections.ts'

/** Chooses between a text in English and the same in German. */
export type Say = (english: string, german: string) => string

export function sayIn(language: SampleLanguage): Say {
  return (english, german) => (language === 'de' ? german : english)
}

/** An address that leads nowhere: nothing of the sample course lies in a network. */
const sampleAddress = 'https://sample.muniment.invalid'

export function sampleSiteUrl(language: SampleLanguage): string {
  return `${sampleAddress}/${language}`
}

export function languageOfSample(siteUrl: string): SampleLanguage {
  const language = sampleLanguages.find((one) => sampleSiteUrl(one) === siteUrl)
  if (language !== undefined) return language
  throw new ArchivingError('source_missing', 'This version of Muniment does not have this sample course.')
}
