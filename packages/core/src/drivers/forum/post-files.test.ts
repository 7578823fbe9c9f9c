import { expect, test } from 'vitest'
import type { FileReference } from '../../sources/activity-source.ts'
import { postFixture } from '../../testing/post-fixture.ts'
import { filesOfPost } from './post-files.ts'

const site = 'https://moodle.test'

function fileAt(area: string, fileName: string): FileReference {
  const address = `${site}/pluginfile.php/7/mod_forum/${area}/12/${encodeURIComponent(fileName)}?forcedownload=1`
  return { area, fileName, folder: '/', sizeBytes: 3, mediaType: '', address }
}

test('keeps attachments, recordings, and pictures that the text does not show', () => {
  const shown = `${site}/webservice/pluginfile.php/7/mod_forum/post/12/my%20moon.png`
  const post = postFixture({
    id: 12,
    messageHtml: `<p><img src="${shown}" alt=""> <audio src="${shown.replace('my%20moon.png', 'voice.ogg')}"></audio></p>`,
    attachments: [fileAt('attachment', 'notes.txt')],
    inlineFiles: [fileAt('post', 'my moon.png'), fileAt('post', 'old.png'), fileAt('post', 'voice.ogg')],
  })
  expect(filesOfPost(post, '1.2').map(({ file, folder }) => `${folder}/${file.fileName}`)).toEqual([
    '1.2/notes.txt',
    '1.2/text/old.png',
    '1.2/text/voice.ogg',
  ])
})
