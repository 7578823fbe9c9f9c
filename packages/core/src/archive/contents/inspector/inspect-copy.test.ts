import { describe, expect, test } from 'vitest'
import { renderReportHtml } from '../../../documents/index.ts'
import { everyKindRequest } from '../../../pdf/testing/every-kind-document.ts'
import { inspectCopy } from './inspect-copy.ts'

const page = (body: string, head = ''): Buffer =>
  Buffer.from(`<!doctype html><html lang="en"><head><title>x</title>${head}</head><body>${body}</body></html>`)

const codes = (bytes: Uint8Array): readonly string[] =>
  inspectCopy(bytes).map(({ code, severity }) => `${severity} ${code}`)

test('a copy as it is made has nothing to be said of', () => {
  const { document, assets } = everyKindRequest
  expect(inspectCopy(Buffer.from(renderReportHtml(document, assets)))).toEqual([])
})

describe('what is still', () => {
  test.each([
    '<a href="attachments/Essay%201.pdf">file</a> <a href="https://example.edu/x">link</a> <a href="#top">up</a>',
    '<a href="mailto:a@example.edu">mail</a>',
    '<img alt="url(https://example.edu)" src="data:image/png;base64,AAAA">',
    '<p style="color:red;background:url(#a)">onclick=alert(1) &lt;script></p>',
    '<svg viewBox="0 0 1 1"><rect fill="url(#gradient)" width="1" height="1"/></svg>',
  ])('%s', (body) => {
    expect(codes(page(body))).toEqual([])
  })
})

describe('what is not still', () => {
  test.each([
    '<script>1</script>',
    '<svg><script>1</script></svg>',
    '<img alt="" src="data:image/png;base64,AA" onerror="alert(1)">',
    '<img alt="" src="https://example.edu/pixel.png">',
    '<img alt="" src="//example.edu/pixel.png">',
    '<img alt="" src="pixel.png">',
    '<img alt="" src="data:image/png;base64,AA" srcset="https://example.edu/2x.png 2x">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="\u0001java\nscript:alert(1)">x</a>',
    '<a href="#" ping="https://example.edu/">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<iframe srcdoc="x"></iframe>',
    '<object data="x"></object>',
    '<form action="https://example.edu"></form>',
    '<input type="image" alt="" src="https://example.edu/a.png">',
    '<video src="a.mp4"></video>',
    '<svg><image href="https://example.edu/a.png"/></svg>',
    '<svg><use xlink:href="https://example.edu/a.svg#a"/></svg>',
    '<svg><a href="#"><animate attributeName="href" values="javascript:alert(1)"/></a></svg>',
    '<svg><rect fill="url(https://example.edu/a.svg#a)"/></svg>',
    '<p style="background:url(https://example.edu/a.png)">x</p>',
    '<p style="background:u\\72 l(https://example.edu/a.png)">x</p>',
    '<p style="background:ur/**/l(x);background:url/**/(https://example.edu/a.png)">x</p>',
    '<noscript><img alt="" src="https://example.edu/a.png"></noscript>',
    '<template><script>1</script></template>',
    '<math href="https://example.edu"><mi>x</mi></math>',
  ])('%s', (body) => {
    expect(codes(page(body))).toContain('damage copy_not_still')
  })

  test.each([
    '<link rel="stylesheet" href="https://example.edu/a.css">',
    '<style>@import "https://example.edu/a.css";</style>',
    '<style>@\\69mport "https://example.edu/a.css";</style>',
    '<style>p{background:image-set("https://example.edu/a.png" 1x)}</style>',
    '<style>@font-face{font-family:a;src:url(https://example.edu/a.woff2)}</style>',
    '<base href="https://example.edu/">',
    '<meta http-equiv="refresh" content="0;url=https://example.edu">',
  ])('%s', (head) => {
    expect(codes(page('', head))).toContain('damage copy_not_still')
  })
})

test('bytes that are not UTF-8 are damage, and faults of HTML a notice', () => {
  expect(codes(Buffer.from([0x3c, 0x70, 0x3e, 0xff]))).toEqual(['damage copy_unreadable'])
  expect(codes(page('<p id=a id=b>x</p>'))).toEqual(['notice copy_unreadable'])
})
