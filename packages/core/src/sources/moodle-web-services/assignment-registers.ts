import type { Assignment } from '../assignment-source.ts'
import { readAssignmentLists, type OnRefused } from './assignment-lists.ts'
import { readAssignmentPeople, type AssignmentPeople } from './assignment-people.ts'
import { makeRegister, type RegisterEntry } from './assignment-register.ts'
import type { MoodleSession } from './moodle-session.ts'
import { shareOnce } from './share-once.ts'

/** The entries of an assignment by their ids, in their order, and who is who. */
export interface AssignmentRegister {
  readonly entries: ReadonlyMap<string, RegisterEntry>
  readonly people: AssignmentPeople
}

/** More assignments than are archived at once; a register has a few hundred bytes a person. */
const mostKept = 4

/**
 * Keeps the registers of the assignments read last, so that not every submission asks for all lists again. A listing
 * makes a new one.
 */
export class AssignmentRegisters {
  readonly #session: MoodleSession
  readonly #lifetime: AbortSignal
  readonly #kept = new Map<number, (signal: AbortSignal) => Promise<AssignmentRegister>>()

  constructor(session: MoodleSession, lifetime: AbortSignal) {
    this.#session = session
    this.#lifetime = lifetime
  }

  /** Reads the lists now. */
  async read(assignment: Assignment, onRefused: OnRefused, signal: AbortSignal): Promise<AssignmentRegister> {
    const register = await readRegister(this.#session, assignment, onRefused, signal)
    this.#keep(assignment.id, () => Promise.resolve(register))
    return register
  }

  /**
   * The register of the last listing, or one that is read now.
   *
   * @param outdated one that turned out to be no longer right
   */
  async get(assignment: Assignment, signal: AbortSignal, outdated?: AssignmentRegister): Promise<AssignmentRegister> {
    const known = this.#kept.get(assignment.id)
    const kept = await known?.(signal)
    if (kept && kept !== outdated) return kept
    const current = this.#kept.get(assignment.id)
    // Another submission has begun to read anew.
    if (current && current !== known) return await current(signal)
    const load = shareOnce(() => readRegister(this.#session, assignment, unlessSubmissions, this.#lifetime))
    this.#keep(assignment.id, load)
    return await load(signal)
  }

  #keep(assignmentId: number, load: (signal: AbortSignal) => Promise<AssignmentRegister>): void {
    this.#kept.delete(assignmentId)
    this.#kept.set(assignmentId, load)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) return
      this.#kept.delete(oldest)
    }
  }
}

/** What a listing has told already need not be told for each submission; without the submissions there is nothing. */
const unlessSubmissions: OnRefused = (list, error) => {
  if (list === 'submissions') throw error
}

async function readRegister(
  session: MoodleSession,
  assignment: Assignment,
  onRefused: OnRefused,
  signal: AbortSignal,
): Promise<AssignmentRegister> {
  const lists = await readAssignmentLists(session, assignment, onRefused, signal)
  const people = await readAssignmentPeople(session, assignment, lists, signal)
  const entries = makeRegister(assignment, lists, people)
  return { people, entries: new Map(entries.map((entry) => [entry.entry.id, entry])) }
}
