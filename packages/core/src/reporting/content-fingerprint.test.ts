import { describe, expect, test } from 'vitest'
import type { Submission } from '../sources/assignment-source.ts'
import { openAssignmentSite } from '../testing/conformance-sites/assignment-site.ts'
import { openForumSite } from '../testing/conformance-sites/forum-site.ts'
import { openWorkshopSite } from '../testing/conformance-sites/workshop-site.ts'
import { contentFingerprint } from './content-fingerprint.ts'

type Content = Readonly<Record<string, unknown>>

/** The same data with one value changed, once for each value in them. */
function* withOneChange(value: unknown): Generator {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries())
      for (const changed of withOneChange(entry)) yield value.with(index, changed)
    yield value.slice(1)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value))
      for (const changed of withOneChange(child)) yield { ...value, [name]: changed }
  } else if (typeof value === 'string') yield `${value} and more`
  else if (typeof value === 'number') yield value + 1
  else if (typeof value === 'boolean') yield !value
  else yield 'something'
}

async function submissionOf(volatile: string): Promise<Submission> {
  const { assignments } = openAssignmentSite({ items: 2, volatile }).source
  const assignment = await assignments?.getAssignment(7, 3)
  if (!assignments || !assignment) throw new Error('The site has no assignment.')
  return await assignments.getSubmission(assignment, 'user-101')
}

async function discussionOf(volatile: string): Promise<Content> {
  const { forums } = openForumSite({ items: 2, volatile }).source
  const forum = await forums?.getForum(7, 3)
  if (!forums || !forum) throw new Error('The site has no forum.')
  const { posts } = await forums.getPosts(forum, 500)
  return { forum, posts, ratings: [...(await forums.getRatings(forum, posts))] }
}

async function workOf(volatile: string): Promise<Content> {
  const { workshops } = openWorkshopSite({ items: 2, volatile }).source
  const workshop = await workshops?.getWorkshop(7, 3)
  if (!workshops || !workshop) throw new Error('The site has no workshop.')
  return { workshop, ...(await workshops.getAssessments(workshop, 80)) }
}

describe.each([
  ['a submission', submissionOf],
  ['a discussion', discussionOf],
  ['work of a workshop', workOf],
])('the fingerprint of %s', (_what, read) => {
  test('changes with each single value that is told, and each entry that is gone', async () => {
    const content = await read('a1')
    const known = contentFingerprint(content)
    const changes = [...withOneChange(content)].filter((changed) => !isSameText(changed, content))
    expect(known).toMatch(/^[\da-f]{64}$/)
    expect(changes.length).toBeGreaterThan(20)
    expect(changes.filter((changed) => contentFingerprint(changed) === known)).toEqual([])
  })

  test('is the same whatever an answer makes up', async () => {
    const content = await read('b2')
    expect(JSON.stringify(content)).not.toBe(JSON.stringify(await read('a1')))
    expect(contentFingerprint(content)).toBe(contentFingerprint(await read('a1')))
  })
})

/** An empty list without its first entry is the same list. */
const isSameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const picture = 'https://moodle.example/webservice/pluginfile.php/40/mod_forum/post/7/sky%20at%20night.png'
const shown = `<p><img src="${picture.replace('/webservice', '')}?forcedownload=1" alt="sky"></p>`

test.each([
  ['an id of an element', '<p id="yui_3_17_2_1_1">Sky</p>', '<p id="yui_3_17_2_1_9">Sky</p>'],
  ['whom an element describes', '<a aria-controls="x6b03">Sky</a>', '<a aria-controls="x6b04">Sky</a>'],
  [
    'a revision of the theme',
    '<img src="https://m.example/theme/image.php/boost/core/1795395000/s/smiley">',
    '<img src="https://m.example/theme/image.php/boost/core/1795396111/s/smiley">',
  ],
  [
    'a key in a link',
    '<a href="/view.php?id=4&amp;sesskey=AbC">x</a>',
    '<a href="/view.php?id=4&amp;sesskey=XyZ">x</a>',
  ],
])('%s is nothing that has changed', (_what, one, other) => {
  expect(contentFingerprint({ html: one })).toBe(contentFingerprint({ html: other }))
})

test('what people wrote about ids and keys is their text', () => {
  expect(contentFingerprint({ text: 'id="1"' })).not.toBe(contentFingerprint({ text: 'id="2"' }))
  expect(contentFingerprint({ html: '<p>id="1"</p>' })).not.toBe(contentFingerprint({ html: '<p>id="2"</p>' }))
})

test('there is none where a text shows a file that nothing tells of', () => {
  expect(contentFingerprint({ html: shown })).toBeUndefined()
  expect(contentFingerprint({ html: shown, files: [{ address: picture }] })).toBeDefined()
  expect(contentFingerprint({ html: shown }, { unlisted: /^mod_forum$/ })).toBeDefined()
  expect(contentFingerprint({ html: shown }, { unlisted: /^mod_workshop$/ })).toBeUndefined()
})

test('what lies beside counts, but shows nothing', () => {
  expect(contentFingerprint({}, { beside: { html: shown } })).toBeDefined()
  expect(contentFingerprint({}, { beside: 1 })).not.toBe(contentFingerprint({}, { beside: 2 }))
})
