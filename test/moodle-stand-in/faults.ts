export type FaultKind = 'http503' | 'reset' | 'truncated' | 'html'

/** Makes the first calls of a function go wrong. */
export interface Fault {
  /** A function's name, `login` or `file`. A batch is one call of `tool_mobile_call_external_functions`. */
  readonly call: string
  readonly kind: FaultKind
  /** How many calls fail; all of them if left out. */
  readonly firstCalls?: number
  /** Only calls with these fields, as sent: `{ attemptid: '104' }`. */
  readonly where?: Readonly<Record<string, string>>
}

/** Hands out faults as they are due. */
export class FaultPlan {
  readonly #left: { readonly fault: Fault; calls: number }[]

  constructor(faults: readonly Fault[]) {
    this.#left = faults.map((fault) => ({ fault, calls: fault.firstCalls ?? Number.POSITIVE_INFINITY }))
  }

  /** The fault that this call meets, if any. */
  next(call: string, fields: URLSearchParams): FaultKind | undefined {
    const due = this.#left.find(({ fault, calls }) => {
      const matches = Object.entries(fault.where ?? {}).every(([name, value]) => fields.get(name) === value)
      return calls > 0 && fault.call === call && matches
    })
    if (!due) return undefined
    due.calls--
    return due.fault.kind
  }
}
