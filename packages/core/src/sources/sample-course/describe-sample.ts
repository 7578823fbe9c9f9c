import type { SourceDescription } from '../activity-source.ts'
import type { SampleLanguage } from '../source-connections.ts'
import { sampleSiteUrl, sayIn } from './sample-language.ts'

/** The kind of a source that is the sample course. */
export const sampleKind = 'sample'

export function describeSample(language: SampleLanguage): SourceDescription {
  const say = sayIn(language)
  return {
    kind: sampleKind,
    siteName: say('Sample site', 'Beispielseite'),
    siteUrl: sampleSiteUrl(language),
    release: '1',
    language,
    userId: 1,
    userName: `sample-${language}`,
    userFullName: say('You, as a sample teacher', 'Sie, als Beispiellehrkraft'),
  }
}
