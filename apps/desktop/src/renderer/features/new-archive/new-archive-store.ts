import type { MunimentClient, NamingPreview, Preset, TaskEstimate, TaskPriority } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../../connection/engine.ts'
import { toFailure, type Failure } from '../../connection/failure.ts'
import { FollowedInput } from './follow-input.ts'
import type { Archivable, Archiver } from './read-archivable.ts'
import { SettingsFormStore, type FormRequest, type Surroundings } from './settings-form-store.ts'

/** What is decided besides the settings of the archiver. */
export interface NewArchive {
  readonly driverId: string
  /** What the archive is to hold besides the activity. */
  readonly files: readonly File[]
  readonly priority: TaskPriority
  /** Whether only what has changed since the archive before is read. */
  readonly reuseUnchanged: boolean
  readonly isStarting: boolean
  /** Why it could not be started, or null. */
  readonly failure: Failure | null
}

export interface NewArchiveStoreOptions {
  readonly engine: Engine
  readonly pause: (forMs: number, signal: AbortSignal) => Promise<void>
  readonly archivable: Archivable
  /** Questions are part of an address then, which must not be too long. Default: false. */
  readonly isOverNetwork?: boolean
  /** Drivers' own defaults hold unless given. */
  readonly surroundings?: Surroundings
}

interface EstimateQuestion extends FormRequest {
  readonly driverId: string
}

/** A task that was made, and cannot be started before all files are there. */
interface MadeTask {
  readonly taskId: string
  /** What it was made of. */
  readonly of: string
  readonly added: Set<File>
}

const quietMs = 500
const previewQuietMs = 200
/** In characters; what a web server takes at least. */
const longestQuestion = 6_000

/** What is going to be archived, and how. Knows nothing of React. */
export class NewArchiveStore {
  readonly archivable: Archivable
  readonly state: StoreApi<NewArchive>
  readonly estimate: FollowedInput<EstimateQuestion, TaskEstimate>
  readonly #options: NewArchiveStoreOptions
  readonly #forms: ReadonlyMap<string, SettingsFormStore>
  readonly #names = new Map<string, FollowedInput<string, NamingPreview>>()
  #made: MadeTask | undefined

  constructor(options: NewArchiveStoreOptions) {
    const { archivable, engine, pause, surroundings } = options
    this.#options = options
    this.archivable = archivable
    this.#forms = new Map(
      archivable.archivers.map(({ id, definitions, presets }) => [
        id,
        new SettingsFormStore(definitions, presets, surroundings),
      ]),
    )
    this.state = createStore<NewArchive>(() => ({
      driverId: archivable.archivers[0]?.id ?? '',
      files: [],
      priority: 'normal',
      reuseUnchanged: true,
      isStarting: false,
      failure: null,
    }))
    const { activity } = archivable
    this.estimate = new FollowedInput<EstimateQuestion, TaskEstimate>({
      ask: (question, signal) =>
        engine.read((client, ended) => client.tasks.estimate({ ...question, activity }, { signal: ended }), signal),
      pause,
      quietMs,
    })
  }

  /** The archiver that was chosen. */
  archiver(): Archiver {
    const { driverId } = this.state.getState()
    const archiver = this.archivable.archivers.find(({ id }) => id === driverId)
    if (!archiver) throw new RangeError(`There is no archiver “${driverId}”.`)
    return archiver
  }

  /** The form of the chosen archiver; each keeps its own. */
  form(): SettingsFormStore {
    const form = this.#forms.get(this.archiver().id)
    if (!form) throw new RangeError('There is no form of the archiver.')
    return form
  }

  /** Estimates again and again what is entered. @returns what ends it. */
  start(): () => void {
    const follow = (): void => this.#followForm()
    const subscriptions = [
      this.state.subscribe(follow),
      ...[...this.#forms.values()].map((form) => form.state.subscribe(follow)),
      // What only the engine can tell is told at the field.
      this.estimate.state.subscribe(({ failure }) => {
        if (failure?.field != null) this.form().refuse(failure.field, failure.text)
      }),
    ]
    follow()
    return () => {
      for (const unsubscribe of subscriptions) unsubscribe()
      this.estimate.stop()
    }
  }

  chooseDriver(driverId: string): void {
    this.state.setState({ driverId, failure: null })
  }

  decide(decided: Partial<Pick<NewArchive, 'priority' | 'reuseUnchanged'>>): void {
    this.state.setState(decided)
  }

  addFiles(files: readonly File[]): void {
    this.state.setState({ files: [...this.state.getState().files, ...files] })
  }

  removeFile(file: File): void {
    this.state.setState({ files: this.state.getState().files.filter((kept) => kept !== file) })
  }

  /** What a naming pattern of the chosen archiver makes of examples. */
  namePreview(setting: string): FollowedInput<string, NamingPreview> {
    const { engine, pause } = this.#options
    const driverId = this.archiver().id
    const name = `${driverId} ${setting}`
    const known = this.#names.get(name)
    if (known) return known
    const preview = new FollowedInput<string, NamingPreview>({
      ask: (pattern, signal) =>
        engine.read(
          (client, ended) => client.drivers.previewName({ driverId, setting, pattern }, { signal: ended }),
          signal,
        ),
      pause,
      quietMs: previewQuietMs,
    })
    this.#names.set(name, preview)
    return preview
  }

  /**
   * Makes the task and executes it.
   *
   * @returns its id; null if something is wrong, which is shown then
   */
  async begin(): Promise<string | null> {
    const form = this.form()
    const request = form.request()
    if (this.state.getState().isStarting) return null
    if (!request) {
      form.showFault()
      return null
    }
    this.state.setState({ isStarting: true, failure: null })
    try {
      return await this.#begin(request)
    } catch (error) {
      const failure = toFailure(error)
      const isOfField = failure.field !== null && form.refuse(failure.field, failure.text)
      if (!isOfField || !form.showFault()) this.state.setState({ failure })
      return null
    } finally {
      this.state.setState({ isStarting: false })
    }
  }

  /** Keeps what is entered as a preset. @throws MunimentError as `presets.save`. */
  async savePreset(name: string, replace = false): Promise<void> {
    const settings = this.form().presetSettings()
    const driverId = this.archiver().id
    const { key } = await this.#change((client) => client.presets.save({ driverId, name, settings, replace }))
    await this.#readPresets(key)
  }

  /** Gives the chosen preset another name. @throws MunimentError as `presets.rename`. */
  async renamePreset(preset: string, name: string): Promise<void> {
    const driverId = this.archiver().id
    const { key } = await this.#change((client) => client.presets.rename({ driverId, preset, name }))
    await this.#readPresets(key)
  }

  /** Lets new tasks begin with a preset, or none. @throws MunimentError as `presets.setDefault`. */
  async setDefaultPreset(preset: string | null): Promise<void> {
    const driverId = this.archiver().id
    await this.#change((client) => client.presets.setDefault({ driverId, preset }))
    await this.#readPresets(this.form().state.getState().presetKey)
  }

  async #begin(request: FormRequest): Promise<string> {
    const { files } = this.state.getState()
    const made = await this.#make(request)
    for (const file of files) {
      if (made.added.has(file)) continue
      await this.#change((client) => client.tasks.addFile(made.taskId, { name: file.name, content: file }))
      made.added.add(file)
    }
    await this.#change((client) => client.tasks.execute({ taskId: made.taskId }))
    this.#made = undefined
    return made.taskId
  }

  /** Makes the task, unless it is there because only a file was missing. */
  async #make(request: FormRequest): Promise<MadeTask> {
    const { driverId, priority, reuseUnchanged, files } = this.state.getState()
    const { activity } = this.archivable
    const wanted = { driverId, activity, ...request, priority, reuseUnchanged }
    const of = JSON.stringify(wanted)
    const made = this.#made
    if (made?.of === of && [...made.added].every((file) => files.includes(file))) return made
    const { id: taskId } = await this.#change((client) => client.tasks.create(wanted))
    this.#made = { taskId, of, added: new Set() }
    return this.#made
  }

  #followForm(): void {
    const { driverId } = this.state.getState()
    const request = this.form().request()
    if (!request) return
    const question = { driverId, ...request }
    const isTooLong = this.#options.isOverNetwork === true && JSON.stringify(question).length > longestQuestion
    if (isTooLong) this.estimate.clear()
    else this.estimate.follow(question)
  }

  async #readPresets(presetKey: string | null): Promise<void> {
    const driverId = this.archiver().id
    const presets: readonly Preset[] = await this.#options.engine.read(
      (client, signal) => client.presets.list({ driverId }, { signal }),
      new AbortController().signal,
    )
    this.form().setPresets(presets, presetKey)
  }

  #change<T>(work: (client: MunimentClient) => Promise<T>): Promise<T> {
    return this.#options.engine.change(work)
  }
}
