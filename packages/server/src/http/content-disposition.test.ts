import { describe, expect, it } from 'vitest'
import { attachmentNamed } from './content-disposition.ts'

describe('the name of a download', () => {
  it.each([
    ['Midterm.zip', `attachment; filename="Midterm.zip"; filename*=UTF-8''Midterm.zip`],
    ['Prüfung.zip', `attachment; filename="Prufung.zip"; filename*=UTF-8''Pr%C3%BCfung.zip`],
    ['期末.zip', `attachment; filename="__.zip"; filename*=UTF-8''%E6%9C%9F%E6%9C%AB.zip`],
    [`a"b\\c%d'(e)*.zip`, `attachment; filename="a_b_c_d'(e)*.zip"; filename*=UTF-8''a%22b%5Cc%25d%27%28e%29%2A.zip`],
    ['a\r\nb', `attachment; filename="a__b"; filename*=UTF-8''a%0D%0Ab`],
    ['half \ud83d', `attachment; filename="half _"; filename*=UTF-8''half%20%EF%BF%BD`],
  ])('%j', (fileName, header) => {
    expect(attachmentNamed(fileName)).toBe(header)
  })
})
