export interface Group {
  readonly id: number
  readonly name: string
  readonly idNumber: string
}

/** A person whose work can be archived. */
export interface Participant {
  readonly userId: number
  readonly userName: string
  readonly firstName: string
  readonly lastName: string
  readonly fullName: string
  readonly idNumber: string
  readonly email: string
  readonly groups: readonly Group[]
  /** False for someone who has left the course but whose work is still there. */
  readonly enrolled: boolean
}

/** A file that an answer of the source pointed to: `openFile` reads it. */
export interface FileReference {
  /** Moodle's file area: `attachments`, `submission_files`, `bf_comment` … */
  readonly area: string
  readonly fileName: string
  /** Folder within the area, `/` at its root. */
  readonly folder: string
  /** As the source tells it; 0 where it does not. */
  readonly sizeBytes: number
  /** As the source tells it; empty where it does not. */
  readonly mediaType: string
  readonly address: string
  /** When the file was last changed, where the source tells it. ISO 8601 in UTC. */
  readonly modifiedAt?: string | null
}

/**
 * An answer of a service as it may be kept: whole but for secrets, and the same whenever the same data are read. The
 * sentences of `normalised` say what was changed for that.
 */
export interface ServiceAnswer {
  readonly function: string
  readonly arguments: Readonly<Record<string, string | number>>
  readonly normalised: readonly string[]
  /** Plain JSON. */
  readonly answer: unknown
}
