import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SettingsDefinition } from '../driver/settings-definition.ts'
import type { ArchiveDescription, ArchivedItem } from './archive-description.ts'
import { settingsInWords } from './settings-in-words.ts'
import { formatDuration, formatNumber, formatSize, longTime, shortTime, toLink } from './start-page-format.ts'
import { renderStartPage } from './start-page.ts'

const hostile = '<img src=x onerror=alert(1)>"\'&\u0007'

const description: ArchiveDescription = {
  format: 'muniment-archive',
  formatVersion: 1,
  driver: 'quiz',
  title: `Midterm ${hostile}`,
  site: { name: hostile, url: 'https://moodle.example.edu', kind: 'moodle-web-services', release: '4.5' },
  course: { id: 1, name: hostile, shortName: 'H' },
  activity: { kind: 'quiz', id: 1, courseModuleId: 2, name: hostile, facts: { closesAt: '2026-05-04T10:00:00Z' } },
  settings: { paperSize: 'A4' },
  items: { total: 1, archived: 1, failed: 0 },
  complete: true,
  missing: [],
  missingLeftOut: 0,
  columns: ['student_name', 'marks', 'grade', 'finished'],
  additionalFiles: [],
}

const item: ArchivedItem = {
  key: 'attempt-1',
  title: hostile,
  state: 'archived',
  files: [
    {
      path: 'javascript:alert(1)/a #?"b.pdf',
      role: 'report',
      mediaType: 'application/pdf',
      sha256: '',
      sizeBytes: 1536,
    },
    { path: `x/${hostile}`, role: 'attachment', mediaType: 'text/plain', sha256: '', sizeBytes: 1 },
  ],
  row: { student_name: hostile, marks: 17.5, grade: null, finished: '2026-05-04T09:30:00Z' },
  readRecord: async () => null,
  remarks: [{ severity: 'missing', message: hostile }],
  error: null,
}

async function render(
  changes: Partial<ArchiveDescription> = {},
  language: 'en' | 'de' = 'en',
  items = [item],
): Promise<string> {
  async function* each() {
    yield* items
  }
  let page = ''
  for await (const piece of renderStartPage({ description: { ...description, ...changes }, items: each, language })) {
    page += piece
  }
  return page
}

describe('renderStartPage', () => {
  it('shows hostile text as text, and links nowhere but below data/', async () => {
    const page = await render()
    expect(page).not.toContain('<img')
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;\uFFFD')
    const links = [...page.matchAll(/href="([^"]*)"/gu)].map((match) => match[1])
    expect(links).toContain('./javascript%3Aalert%281%29/a%20%23%3F%22b.pdf')
    for (const link of links) expect(link).toMatch(/^(?:\.\/[\w%./-]+|#items|\.\.\/bag-info\.txt)$/u)
  })

  it('asks for nothing but bag-info.txt, and allows no script or style but its own', async () => {
    const whole = await render()
    const frame = /<iframe src="\.\.\/bag-info\.txt" title="[^"<>]*" sandbox><\/iframe>/gu
    expect(whole.match(frame)).toHaveLength(1)
    const page = whole.replaceAll(frame, '')
    const markup = page
      .replaceAll(/<(style|script)>.*?<\/\1>/gsu, '')
      .replaceAll(/"[^"]*"/gu, '""')
      .replaceAll(/>[^<]*</gu, '><')
    expect(markup).not.toMatch(/<(?:img|link|iframe|object|embed|base|form)\b|\s(?:src|srcset|style|on[a-z]+)=/u)
    const policy = /Content-Security-Policy" content="([^"]*)"/u.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? ''
    expect(policy).toMatch(/^default-src 'none'; /u)
    expect(policy).toContain("; frame-src 'self' file:; ")
    for (const [tag, directive] of [
      ['style', 'style-src'],
      ['script', 'script-src'],
    ] as const) {
      const contents = [...page.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gsu'))].map((match) => match[1] ?? '')
      expect(contents).toHaveLength(1)
      const hash = createHash('sha256')
        .update(contents[0] ?? '')
        .digest('base64')
      expect(policy).toContain(`${directive} 'sha256-${hash}'`)
    }
  })

  it('says in English and German whether the archive is complete', async () => {
    expect(await render()).toContain('Complete: 1 of 1 archived.')
    const incomplete = {
      complete: false,
      items: { total: 1200, archived: 1199, failed: 1 },
      missing: Array.from({ length: 20 }, (_, index) => `sentence ${index}`),
      missingLeftOut: 3,
    }
    const page = await render(incomplete, 'de')
    expect(page).toContain('<html lang="de">')
    expect(page).toContain('Unvollständig: 1.199 von 1.200 archiviert.')
    expect(page).not.toContain('Vollständig:')
    expect(page).toContain('8 weitere anzeigen')
    expect(page).toContain('3 weitere stehen in items.csv.')
    for (const sentence of incomplete.missing) expect(page).toContain(sentence)
  })

  it('says if it names nobody, and then explains no names', async () => {
    const page = await render({ anonymised: true }, 'de')
    expect(page).toContain('Anonymisiert: Dieses Archiv nennt niemanden.')
    expect(page).not.toContain('Muniment-Read-As')
    const ordinary = await render()
    expect(ordinary).toContain('Muniment-Read-As')
    expect(ordinary).not.toContain('Anonymised')
  })

  it('shows an item that failed, with the reason', async () => {
    const failed: ArchivedItem = {
      ...item,
      state: 'failed',
      files: [],
      error: { code: 'timed_out', message: 'Too slow.' },
    }
    expect(await render({}, 'en', [failed])).toMatch(/Not archived\. <bdi>Too slow\.<\/bdi>/u)
  })

  it('is the same each time', async () => {
    expect(await render()).toBe(await render())
  })

  it('says so if there is nothing to list', async () => {
    expect(await render({ items: { total: 0, archived: 0, failed: 0 } }, 'en', [])).toContain(
      'There is nothing to list',
    )
  })
})

describe('formats of the start page', () => {
  it('writes times, numbers and sizes as the language does', () => {
    expect(longTime('2026-05-04T10:30:00.123Z', 'en')).toBe('4 May 2026, 10:30 UTC')
    expect(longTime('2026-03-04T10:30:00Z', 'de')).toBe('4. März 2026, 10:30 UTC')
    expect(shortTime('2026-05-04T10:30:00Z')).toBe('2026-05-04 10:30')
    expect(formatNumber(1234567.25, 'de')).toBe('1.234.567,25')
    expect(formatNumber(5.075000000000001, 'en')).toBe('5.08')
    expect(formatNumber(-0.5, 'en')).toBe('-0.5')
    expect([0, 999, 1536, 15_360, 999_999, 5e9].map((size) => formatSize(size, 'en'))).toEqual([
      '0 bytes',
      '999 bytes',
      '1.5 kB',
      '15 kB',
      '1 MB',
      '5 GB',
    ])
    expect(formatDuration(5400, 'en')).toBe('90 min')
    expect(formatDuration(75, 'en')).toBe('1 min 15 s')
  })

  it('encodes links whole', () => {
    expect(toLink("a b/ü'#?.pdf")).toBe('./a%20b/%C3%BC%27%23%3F.pdf')
  })
})

describe('settingsInWords', () => {
  const group = { key: 'g', label: { en: 'Group' } }
  const definition: readonly SettingsDefinition[] = [
    {
      kind: 'choice',
      key: 'paperSize',
      group,
      label: { en: 'Paper size', de: 'Papierformat' },
      default: 'A4',
      options: [{ value: 'A4', label: { en: 'A4 paper' } }],
    },
    { kind: 'boolean', key: 'copies', group, label: { en: 'Copies', de: 'Kopien' }, default: true },
    { kind: 'integer', key: 'limit', group, label: { en: 'Limit' }, default: 1, minimum: 0, maximum: 9999, unit: 'px' },
  ]
  it('uses labels, in the language where there is one', () => {
    expect(settingsInWords(definition, { limit: 1500, paperSize: 'A4', copies: false, other: 1 }, 'de')).toEqual([
      ['Papierformat', 'A4 paper'],
      ['Kopien', 'Nein'],
      ['Limit', '1.500 px'],
    ])
  })
})
