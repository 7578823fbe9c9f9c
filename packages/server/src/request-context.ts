import type { AccessRole, CoreView } from '@muniment/core'

/** What every procedure is given by its carrier. */
export interface RequestContext {
  /** The installation as far as the caller reaches; nothing else is to be had from here. */
  readonly core: CoreView
  /** Who asks: the name of an API key, or of the program at the other end of a port. Kept with tasks. */
  readonly requestedBy: string
  /** What the caller may do; see `rolePermissions`. */
  readonly role: AccessRole
  /** Whether the caller is a program on this computer, which may name folders of it. */
  readonly isLocal: boolean
  /**
   * Tells operators of an error whose inner message clients must not see.
   *
   * @returns a name under which the log has it; clients are shown the name instead.
   */
  readonly reportIncident: ReportIncident
}

export type ReportIncident = (error: unknown, procedure: string | undefined) => string

/** An error that operators should look at. */
export interface Incident {
  readonly id: string
  /** The procedure in which it happened, such as `tasks.create`, or undefined outside of one. */
  readonly procedure: string | undefined
  readonly error: unknown
}

/** Makes {@link RequestContext.reportIncident} out of a sink and a maker of ids. */
export function createIncidentReporter(
  newId: () => string,
  onIncident: (incident: Incident) => void = () => undefined,
): ReportIncident {
  return (error, procedure) => {
    const id = newId()
    onIncident({ id, procedure, error })
    return id
  }
}
