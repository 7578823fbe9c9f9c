import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CrashBench } from './crash-bench.ts'
import { violationsOfWriteOrder } from './write-order.ts'

let bench: CrashBench
beforeAll(async () => void (bench = await CrashBench.open()), 120_000)
afterAll(() => bench[Symbol.asyncDispose]())

const incoming = 'data/artifacts/incoming/*.tmp'
const half = 'data/archives/*.tmp'

describe('killed', () => {
  test.each([
    ['before the task is executed', 'before update task to scheduled#1'],
    ['while items are listed', 'after insert item#1'],
    ['when an item was started', 'after update item to running#1'],
    ['when a file was half written', `half write ${incoming}#2`],
    ['when a file was synced', `after sync ${incoming}#2`],
    ['when a file got its name', `after rename ${incoming} -> data/artifacts/##/##3`],
    ['between the rows of an item', 'after insert artifact#1'],
    ['when the item was settled', 'after update item to finished#2'],
    ['when sealing began', 'after update task to finalizing#1'],
    ['when the zip was half written', `half write ${half}#20`],
    ['when a timestamp was asked for', 'after timestamp asked#1'],
    ['when the timestamp was granted', 'after timestamp answered#1'],
    ['when it was noted what will be published', 'after update task sealing#1'],
    ['when the archive got its name', `after link ${half} -> data/archives/Plain.zip#1`],
    ['before the catalogue has it', 'before insert archive#1'],
    ['when the catalogue has it', 'after insert archive#1'],
  ])(
    '%s, it goes on, with nothing lost and nothing twice',
    async (_when, crashAt) => {
      expect(await bench.dieAndGoOn({ crashAt })).toEqual([])
    },
    120_000,
  )
})

describe('a power failure', () => {
  test('takes nothing that was told as done: files, folders and rows reach the disk in that order', () => {
    expect(violationsOfWriteOrder(bench.steps)).toEqual([])
  })

  test.each([
    ['files of the store are not synced', `sync ${incoming}`, 'got its name before its content was synced'],
    ['folders of the store are not synced', 'sync data/artifacts/##', 'whose folder is not synced'],
    ['the archive is not synced', `sync ${half}`, 'got its name before its content was synced'],
    ['its folder is not synced', 'sync data/archives', 'while the folder of'],
  ])('would take something if %s', (_what, left, sentence) => {
    const steps = bench.steps.filter(({ step }) => step !== left)
    expect(steps.length).toBeLessThan(bench.steps.length)
    expect(violationsOfWriteOrder(steps).join('\n')).toContain(sentence)
  })
})
