import { expect, test } from 'vitest'
import type { QuizAttempt, QuizAttemptState } from '../../sources/activity-source.ts'
import { chooseAttempts } from './choose-attempts.ts'

type Facts = readonly [id: number, userId: number, number: number, state: QuizAttemptState, sumOfMarks: number | null]

function attempt(...[id, userId, number, state, sumOfMarks]: Facts): QuizAttempt {
  return {
    id,
    quizId: 1,
    number,
    state,
    sumOfMarks,
    preview: false,
    startedAt: null,
    finishedAt: null,
    modifiedAt: null,
    dueAt: null,
    layout: [],
    participant: {
      userId,
      userName: '',
      firstName: '',
      lastName: '',
      fullName: '',
      idNumber: '',
      email: '',
      groups: [{ id: userId % 2, name: '', idNumber: '' }],
      enrolled: true,
    },
  }
}

async function* attempts() {
  yield attempt(1, 10, 1, 'finished', 5)
  yield attempt(2, 10, 2, 'finished', 5)
  yield attempt(3, 10, 3, 'in_progress', null)
  yield attempt(4, 11, 1, 'abandoned', 9)
  yield attempt(5, 12, 1, 'finished', null)
  yield attempt(6, 12, 2, 'finished', 0)
  yield attempt(7, 13, 1, 'finished', 8)
}

test.each([
  [{ mode: 'finished' }, [1, 2, 5, 6, 7]],
  [{ mode: 'all' }, [1, 2, 3, 4, 5, 6, 7]],
  [{ mode: 'first' }, [1, 5, 7]],
  [{ mode: 'latest' }, [2, 6, 7]],
  [{ mode: 'best' }, [1, 6, 7]],
  [{ mode: 'attempts', ids: [3, 7] }, [3, 7]],
  [{ mode: 'users', ids: [11, 12] }, [5, 6]],
  [{ mode: 'groups', ids: [1] }, [7]],
])('scope %j', async (scope, expected) => {
  const chosen: number[] = []
  for await (const { id } of chooseAttempts(attempts(), scope)) chosen.push(id)
  expect(chosen).toEqual(expected)
})
