import type { ForumPost } from '../sources/forum-source.ts'

/** A post for tests. */
export function postFixture(given: Partial<ForumPost> & Pick<ForumPost, 'id'>): ForumPost {
  return {
    parentId: null,
    author: null,
    subject: `Post ${given.id}`,
    messageHtml: `<p>Text of ${given.id}</p>`,
    createdAt: '2026-10-05T11:21:44.000Z',
    modifiedAt: '2026-10-05T11:21:44.000Z',
    removed: false,
    privateReply: false,
    wordCount: null,
    characterCount: null,
    tags: [],
    attachments: [],
    inlineFiles: [],
    rating: null,
    ...given,
  }
}
