import { describe, expect, test } from 'vitest'
import { fileNameOf, toSiteFileAddress } from './site-files.ts'

const sites = ['http://10.0.0.5:8080/moodle', 'https://moodle.example/moodle']

describe('toSiteFileAddress', () => {
  test.each([
    ['https://moodle.example/moodle/pluginfile.php/38/question/x/1/a%20b.png?forcedownload=1'],
    ['https://moodle.example/moodle/webservice/pluginfile.php/38/question/x/1/a%20b.png'],
    ['http://10.0.0.5:8080/moodle/webservice/pluginfile.php/38/question/x/1/a%20b.png?token=abc'],
    ['https://moodle.example/moodle/tokenpluginfile.php/0123456789abcdef/38/question/x/1/a%20b.png'],
    ['https://moodle.example/moodle/pluginfile.php?file=/38/question/x/1/a%20b.png'],
    ['/moodle/pluginfile.php/38/question/x/1/a%20b.png'],
  ])('%s is read by webservice/pluginfile.php, without key or token', (address) => {
    expect(toSiteFileAddress(address, sites)).toMatchObject({ needsToken: true })
    expect(toSiteFileAddress(address, sites).url.href).toBe(
      'http://10.0.0.5:8080/moodle/webservice/pluginfile.php/38/question/x/1/a%20b.png',
    )
  })

  test('pictures of the theme need no token', () => {
    const address = 'https://moodle.example/moodle/theme/image.php/boost/core/1/i/flagged'
    expect(toSiteFileAddress(address, sites)).toMatchObject({ needsToken: false })
  })

  test.each([
    ['https://elsewhere.example/moodle/pluginfile.php/38/a.png'],
    ['https://moodle.example/pluginfile.php/38/a.png'],
    ['https://moodle.example/moodle-other/pluginfile.php/38/a.png'],
    ['https://moodle.example.evil.example/moodle/pluginfile.php/38/a.png'],
    ['https://moodle.example@evil.example/moodle/pluginfile.php/38/a.png'],
    ['https://user:word@moodle.example/moodle/pluginfile.php/38/a.png'],
    ['https://moodle.example/moodle/pluginfile.php/../../admin/index.php'],
    ['https://moodle.example/moodle/pluginfile.php/%2e%2e/%2e%2e/admin/index.php'],
    ['https://moodle.example/moodle/login/logout.php'],
    ['https://moodle.example/moodle/pluginfile.php'],
    ['file:///etc/passwd'],
    ['data:image/png;base64,AAAA'],
    ['//evil.example/pluginfile.php/38/a.png'],
    ['https://'],
    [''],
  ])('refuses %s', (address) => {
    expect(() => toSiteFileAddress(address, sites)).toThrow(expect.objectContaining({ code: 'source_denied' }))
  })
})

test('names are decoded where they can be', () => {
  expect(fileNameOf(new URL('https://a/x/f%C3%BCr%20alle.png?x=1'))).toBe('für alle.png')
  expect(fileNameOf(new URL('https://a/x/100%.txt'))).toBe('100%.txt')
})
