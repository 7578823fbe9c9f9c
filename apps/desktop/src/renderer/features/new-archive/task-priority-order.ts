import type { TaskPriority } from '@muniment/sdk'

/** As they are offered: the sooner, the higher. */
export const taskPriorityOrder = ['high', 'normal', 'low'] as const satisfies readonly TaskPriority[]
