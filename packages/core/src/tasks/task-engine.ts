import { toRecordedError, wrapUnknownError, type RecordedError } from '../errors/index.ts'
import type { EngineOptions, EnginePorts } from './engine-ports.ts'
import { ItemSlots } from './item-slots.ts'
import { PriorityTurns } from './priority-turns.ts'
import { runTask } from './run-task.ts'
import { SourceOutages } from './source-outage.ts'
import type { StoredTask } from './stored-task.ts'
import { TaskExecution } from './task-execution.ts'
import { isTakenOver, type TaskHold } from './task-hold.ts'
import type { TaskRun } from './task-run.ts'
import { TaskLog, type TaskLogPorts } from './task-log.ts'

const paceKeptEveryMs = 10_000

/**
 * Executes scheduled tasks, some at a time; their items take turns. Several processes may share one database: each holds its tasks by a lease
 * that it renews; what a dead process held is taken up again.
 */
export class TaskEngine implements AsyncDisposable {
  readonly #ports: EnginePorts
  readonly #options: EngineOptions
  readonly #executions = new Map<string, TaskExecution>()
  /** Why tasks ended whose end the database could not keep. */
  readonly #unkeptErrors = new Map<string, RecordedError>()
  readonly #runs = new Map<TaskExecution, Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<void> = Promise.resolve()
  readonly #slots: ItemSlots
  readonly #turns = new PriorityTurns()
  readonly #outages: SourceOutages
  /** Until when the pace of an execution has been kept, in time worked. */
  readonly #paceKeptAt = new WeakMap<TaskExecution, number>()
  #closing = false

  constructor(ports: EnginePorts, options: EngineOptions) {
    this.#ports = ports
    this.#options = options
    this.#slots = new ItemSlots(options.maximumItems)
    this.#outages = new SourceOutages(ports, options.outagePolicy)
  }

  /** Goes on with what a dead process left behind, then takes what is scheduled. */
  async start(): Promise<void> {
    if (this.#timer || this.#closing) return
    this.#timer = setInterval(() => this.wake(), this.#options.pollMs)
    this.wake()
    await this.#turn
    await this.#ports.queue?.serve(async () => {
      this.wake()
      await this.#turn
    })
  }

  /** Looks for work now rather than at the next poll. */
  wake(): void {
    if (!this.#timer || this.#closing) return
    this.#turn = this.#turn.then(() => this.#takeTurn())
  }

  /** Tells the logs of all tasks of this process that the storage fell silent, or answers again. */
  tellOfStorage(change: 'silent' | 'answers'): void {
    for (const [taskId, { log }] of this.#executions) {
      log.tell({ kind: change === 'silent' ? 'storage_silent' : 'storage_answers', details: {} })
      this.#ports.changes.announce(taskId)
    }
  }

  /** The execution of a task, while it runs in this process. */
  executionOf(taskId: string): TaskExecution | undefined {
    return this.#executions.get(taskId)
  }

  /** Why a task ended, where the database could not keep it; it goes on by itself once the database works again. */
  unkeptErrorOf(taskId: string): RecordedError | undefined {
    return this.#unkeptErrors.get(taskId)
  }

  /** A source answered somebody who looked at it, or signed in: tasks that wait for it go on at once. */
  sourceAnswered(sourceId: string): void {
    this.#outages.answered(sourceId)
  }

  /** The computer slept: sources that did not answer are asked anew, and the time that went by counts for nothing. */
  afterSleep(): void {
    this.#outages.allAnswered()
    this.wake()
  }

  /** Stops a task of this process at once; that of another process stops when that one looks. */
  stop(taskId: string, reason: 'abort' | 'pause'): void {
    this.#executions.get(taskId)?.stop(reason)
  }

  /** Stops everything where it is; it goes on at the next start. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true
    clearInterval(this.#timer)
    this.#timer = undefined
    await this.#turn
    for (const execution of this.#executions.values()) execution.stop('shutdown')
    await Promise.all(this.#runs.values())
  }

  async #takeTurn(): Promise<void> {
    try {
      await this.#recover()
      await this.#keepLeases()
      await this.#claim()
    } catch (cause) {
      this.#ports.onDiagnostic({ level: 'error', message: 'the task engine could not look for work', cause })
    }
  }

  /** Puts back what is held by a process that is gone. */
  async #recover(): Promise<void> {
    const { tasks, now, isOwnerGone } = this.#ports
    for (const { id, state, owner, leaseUntil } of await tasks.listExecuting()) {
      if (owner === this.#options.owner) {
        // Ours, and nobody works on it: its end could not be kept.
        if (this.#executions.has(id)) continue
      } else if (owner !== null && !isOwnerGone(owner) && leaseUntil !== null && leaseUntil > now()) continue
      const guard = owner === null ? {} : { owner }
      if (state === 'aborting') {
        await tasks.transition(id, { to: 'aborted', ...guard, facts: { owner: null, endedAt: now() } })
      } else if (!(await this.#putBackItems({ taskId: id, owner }))) {
        continue
      } else if (state === 'pausing') {
        await tasks.transition(id, { to: 'paused', from: [state], ...guard, facts: { owner: null } })
      } else {
        const taken = await tasks.transition(id, { to: 'scheduled', from: [state], ...guard, facts: { owner: null } })
        if (taken) new TaskLog(id, this.#logPorts()).tell({ kind: 'going_on_after_interruption', details: {} })
      }
      this.#ports.changes.announce(id)
    }
  }

  /** Puts back the items that a process which is gone had begun. @returns false if another process was faster. */
  async #putBackItems(hold: TaskHold): Promise<boolean> {
    try {
      await this.#ports.items.reset(hold, ['running'])
      return true
    } catch (error) {
      if (isTakenOver(error)) return false
      throw error
    }
  }

  /** Renews what this process holds, and sees what others asked to stop. */
  async #keepLeases(): Promise<void> {
    if (this.#executions.size === 0) return
    const held = new Map((await this.#ports.tasks.renewLeases(this.#claimNow())).map((task) => [task.id, task]))
    for (const [id, execution] of this.#executions) {
      const task = held.get(id)
      execution.priority = task?.priority ?? execution.priority
      if (!task) execution.stop('lost')
      else if (task.state === 'aborting') execution.stop('abort')
      else if (task.state === 'pausing') execution.stop('pause')
      else await this.#keepPace(id, execution)
    }
  }

  /** Keeps how fast a task is, now and then: a killed process loses a little of it at most. */
  async #keepPace(id: string, execution: TaskExecution): Promise<void> {
    const pace = execution.meter.pace()
    if (pace.workedMs < (this.#paceKeptAt.get(execution) ?? 0) + paceKeptEveryMs) return
    this.#paceKeptAt.set(execution, pace.workedMs)
    await this.#ports.tasks.update(id, this.#options.owner, { pace })
  }

  async #claim(): Promise<void> {
    const { maximumTasks, tasksAtOnce = maximumTasks } = this.#options
    for (let taken = 0; taken < tasksAtOnce; taken++) {
      if (this.#closing || this.#executions.size >= maximumTasks) return
      const task = await this.#ports.tasks.claimNext({
        ...this.#claimNow(),
        priorities: this.#turns.order(),
        maximumTasksOfSource: this.#options.maximumTasksOfSource,
      })
      if (!task) return
      this.#turns.took(task.priority)
      await this.#execute(task)
    }
  }

  async #execute(task: StoredTask): Promise<void> {
    let execution: TaskExecution
    try {
      execution = new TaskExecution(task, this.#ports.driverOf(task.driverId), this.#logPorts())
    } catch (cause) {
      const error = toRecordedError(wrapUnknownError(cause))
      const facts = { error, owner: null, endedAt: this.#ports.now() } as const
      await this.#ports.tasks.transition(task.id, { to: 'failed', owner: this.#options.owner, facts })
      return
    }
    const before = this.#executions.get(task.id)
    // It slept, lost the task and has it again, all without noticing: the new execution begins when the old one has ended.
    before?.stop('lost')
    this.#executions.set(task.id, execution)
    this.#ports.changes.announce(task.id)
    this.#unkeptErrors.delete(task.id)
    this.#runs.set(execution, this.#run(execution, before && this.#runs.get(before)))
  }

  async #run(execution: TaskExecution, earlierRun: Promise<void> | undefined): Promise<void> {
    await earlierRun
    const { id } = execution.task
    const unkept = await runTask(this.#runOf(execution))
    if (unkept) this.#unkeptErrors.set(id, unkept)
    if (this.#executions.get(id) === execution) this.#executions.delete(id)
    this.#runs.delete(execution)
    this.#ports.changes.announce(id)
    this.wake()
  }

  #runOf(execution: TaskExecution): TaskRun {
    const outage = this.#outages.of(execution.task.activity.sourceId)
    return { execution, outage, ports: this.#ports, options: this.#options, slots: this.#slots }
  }

  #claimNow() {
    const now = this.#ports.now()
    return { owner: this.#options.owner, now, leaseUntil: new Date(now.getTime() + this.#options.leaseMs) }
  }

  #logPorts(): TaskLogPorts {
    const { log, changes, now, onDiagnostic } = this.#ports
    const onWriteError = (cause: unknown) => {
      onDiagnostic({ level: 'error', message: 'an entry of a task log could not be kept', cause })
    }
    return { store: log, changes, now, onWriteError }
  }
}
