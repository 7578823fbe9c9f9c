/** Time left, rounded as people would. */
export interface RoundedTime {
  readonly unit: 'moments' | 'seconds' | 'minutes' | 'hours'
  /** As the language writes it; empty for `moments`. */
  readonly amount: string
}
