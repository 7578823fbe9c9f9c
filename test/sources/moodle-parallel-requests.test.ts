import { connectMoodle, createSiteManners } from '@muniment/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'

const workers = 3
const title = 'a site that serves few requests at once is found out, and not flooded'

test.skipIf(!hasSharedRecordings)(`${title}${hasSharedRecordings ? '' : ` (${whySkipped})`}`, async () => {
  await using moodle = await startSharedStandIn({ workers, latencyMs: 15 })
  const manners = createSiteManners({ maxParallelRequests: 16 })
  const access = { userAgent: 'muniment-test/1.0', siteUrl: moodle.url, token: moodle.token, manners }
  await using source = connectMoodle(access)
  const limits: number[] = []
  const askOften = async (): Promise<void> => {
    for (let round = 0; round < 30; round++) {
      const question = {
        function: 'core_group_get_course_groups',
        arguments: { courseid: 2 },
        answer: z.array(z.unknown()),
      }
      await source.webServices?.ask(question)
      limits.push(manners.limiter.limit)
    }
  }
  await Promise.all(Array.from({ length: 20 }, askOften))
  const settled = limits.slice(200).toSorted((a, b) => a - b)
  const typical = settled[settled.length >> 1]
  expect(typical).toBeGreaterThanOrEqual(workers - 1)
  expect(typical).toBeLessThanOrEqual(2 * workers)
  expect(moodle.stats().peakAtOnce).toBeLessThan(16)
})
