/** Where a driver comes from. */
export type DriverOrigin =
  | { readonly kind: 'built-in' }
  | {
      readonly kind: 'package'
      readonly packageName: string
      readonly version: string
      /** Folder of the package, links resolved. */
      readonly folder: string
    }

/** A package with drivers that cannot be used, or a driver of it. The others work. */
export interface DriverProblem {
  readonly packageName: string
  /** Empty if the package does not tell it. */
  readonly version: string
  /** Folder of the package, links resolved. */
  readonly folder: string
  /** What is wrong and what to do, in sentences that name the package. */
  readonly message: string
}
