/**
 * Names that people could give. Twins stand side by side. Their number is not a multiple of three, so that three files
 * of an item come to have each pair of neighbours.
 */
export const hostileNames: readonly string[] = [
  '../../../etc/passwd',
  '..',
  '/etc/passwd',
  String.raw`C:\Windows\System32`,
  'CON',
  'nul.txt',
  'n'.repeat(300),
  'Essay.txt',
  'ESSAY.TXT',
  '\u00C5ngstr\u00F6m.txt',
  'A\u030Angstro\u0308m.txt',
  '\u202Etxt.exe',
  '\u200F\u05D0\u05D1\u05D2',
  'two\nlines',
  'nothing\u0000after',
  '   ',
  'ends with a dot. ',
  '=HYPERLINK("https://evil.example")',
  '<script>alert(1)</script>',
  '${lastname}/${filename}',
  '%2e%2e%2fpasswd',
  '\uD83D\uDC69\u200D\uD83D\uDCBB',
  '\uD800 half a character',
  'attachments',
  'index.html',
]
