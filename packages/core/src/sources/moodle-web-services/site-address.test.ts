import { describe, expect, test } from 'vitest'
import { candidateSiteUrls, normaliseSiteUrl, pageUrl } from './site-address.ts'

describe('candidateSiteUrls', () => {
  test.each([
    ['moodle.example.edu', 'https://moodle.example.edu'],
    ['  https://moodle.example.edu/  ', 'https://moodle.example.edu'],
    ['<https://moodle.example.edu/my/>', 'https://moodle.example.edu'],
    ['moodle.example.edu/login/index.php', 'https://moodle.example.edu'],
    ['https://example.edu/moodle/course/view.php?id=2#section-1', 'https://example.edu/moodle'],
    ['https://example.edu/moodle/mod/quiz/report.php?id=7&mode=overview', 'https://example.edu/moodle'],
    ['https://example.edu/moodle/my', 'https://example.edu/moodle'],
    ['http://localhost:8080/my/courses.php', 'http://localhost:8080'],
    ['https://me:secret@moodle.example.edu/', 'https://moodle.example.edu'],
    ['HTTPS://Moodle.Example.EDU/index.php', 'https://moodle.example.edu'],
    ['//moodle.example.edu/my/', 'https://moodle.example.edu'],
  ])('%s is first taken as %s', (typed, first) => {
    expect(candidateSiteUrls(typed)[0]).toBe(first)
  })

  test('climbs to the parents and tries /moodle', () => {
    expect(candidateSiteUrls('https://example.edu/a/b/unknown.php')).toEqual([
      'https://example.edu/a/b/unknown.php',
      'https://example.edu/a/b',
      'https://example.edu/a',
      'https://example.edu',
      'https://example.edu/moodle',
    ])
  })

  test('tries http only where no scheme was typed', () => {
    expect(candidateSiteUrls('moodle.example.edu')).toContain('http://moodle.example.edu')
    expect(candidateSiteUrls('https://moodle.example.edu')).not.toContain('http://moodle.example.edu')
  })

  test.each([[''], ['   '], ['not a site'], ['ftp://example.edu'], ['file:///etc/passwd'], ['javascript://x']])(
    'refuses %j',
    (typed) => {
      expect(() => candidateSiteUrls(typed)).toThrow(expect.objectContaining({ code: 'input_invalid' }))
    },
  )
})

test('addresses of sites lose what does not belong to them', () => {
  expect(normaliseSiteUrl('https://user:word@example.edu/moodle//?x=1#y')).toBe('https://example.edu/moodle')
  expect(() => normaliseSiteUrl('example.edu')).toThrow(expect.objectContaining({ code: 'input_invalid' }))
  expect(pageUrl('https://example.edu/moodle/', '/login/token.php').href).toBe(
    'https://example.edu/moodle/login/token.php',
  )
})
