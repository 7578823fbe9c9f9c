/**
 * A person or a service that sources and presets belong to, and by its source each task, archive and upload: what was
 * read with a sign-in belongs to whoever the sign-in belongs to.
 */
export interface Owner {
  readonly id: string
  /** Unique, whatever the case. */
  readonly name: string
  readonly createdAt: Date
}

/** Who sits at the computer that holds the data: the desktop app, and the command line without a server. */
export const localOwnerId = 'local'
export const localOwnerName = 'this computer'
