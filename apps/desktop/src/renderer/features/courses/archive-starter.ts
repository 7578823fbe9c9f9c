import {
  activityMetadataOf,
  type ActivityArchivingTask,
  type ActivityOverview,
  type Course,
  type CourseOverview,
  type CreateTaskRequest,
  type MunimentClient,
} from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../../connection/engine.ts'
import { toFailure, type Failure } from '../../connection/failure.ts'
import { SettingsFormStore, type Surroundings } from '../new-archive/settings-form-store.ts'
import { needsArchiving } from './course-counts.ts'

/** An activity that is to be archived. */
export interface ActivityToArchive {
  readonly sourceId: string
  readonly course: Course
  readonly overview: ActivityOverview
}

/** What of a course is to be archived when everything is. */
export function activitiesToArchive(
  sourceId: string,
  { course, activities }: Pick<CourseOverview, 'course' | 'activities'>,
): readonly ActivityToArchive[] {
  return activities.filter(needsArchiving).map((overview) => ({ sourceId, course, overview }))
}

export interface StarterState {
  readonly isBusy: boolean
  /** Tasks that were started last. */
  readonly started: number
  /** What could not be started of the last ones. */
  readonly problems: readonly { readonly activityName: string; readonly text: Failure['text'] }[]
}

const nothing: StarterState = { isBusy: false, started: 0, problems: [] }

/** Starts archiving activities with the settings that a form for them begins with. Knows nothing of React. */
export class ArchiveStarter {
  readonly state: StoreApi<StarterState> = createStore<StarterState>(() => nothing)
  readonly #engine: Engine
  readonly #surroundings: Surroundings | undefined

  constructor(engine: Engine, surroundings?: Surroundings) {
    this.#engine = engine
    this.#surroundings = surroundings
  }

  /** One that cannot be started does not keep the others from it. */
  async start(activities: readonly ActivityToArchive[]): Promise<void> {
    if (this.state.getState().isBusy) return
    this.state.setState({ ...nothing, isBusy: true })
    for (const one of activities) {
      const { started, problems } = this.state.getState()
      try {
        await this.#startOne(one)
        this.state.setState({ started: started + 1 })
      } catch (error) {
        const problem = { activityName: one.overview.activity.name, text: toFailure(error).text }
        this.state.setState({ problems: [...problems, problem] })
      }
    }
    this.state.setState({ isBusy: false })
  }

  /** What was told is read. */
  forget(): void {
    if (!this.state.getState().isBusy) this.state.setState(nothing)
  }

  /** A task that failed goes on with what is missing; for all else there is a new one. */
  async #startOne({ sourceId, course, overview }: ActivityToArchive): Promise<void> {
    const { activity, state, taskId } = overview
    if (activity.driverId === null) return
    const { driverId } = activity
    await this.#engine.change(async (client, signal) => {
      const again = state === 'failed' ? taskId : null
      const metadata = activityMetadataOf(sourceId, course, activity)
      const id = again ?? (await this.#create(client, { driverId, activity: metadata }, signal)).id
      await client.tasks.execute({ taskId: id }, { signal })
    })
  }

  async #create(
    client: MunimentClient,
    { driverId, activity }: Pick<CreateTaskRequest, 'driverId' | 'activity'>,
    signal: AbortSignal,
  ): Promise<ActivityArchivingTask> {
    const [{ definitions }, presets] = await Promise.all([
      client.drivers.getSettings({ driverId }, { signal }),
      client.presets.list({ driverId }, { signal }),
    ])
    const form = new SettingsFormStore(definitions, presets, this.#surroundings)
    const { preset, settings } = form.request() ?? { preset: null, settings: {} }
    const request = { driverId, activity, settings, ...(preset !== null && { preset }) }
    return await client.tasks.create(request, { signal })
  }
}
