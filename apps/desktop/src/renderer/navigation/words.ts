import type { PlaceName } from './places.ts'

export interface NavigationWords {
  readonly label: string
  readonly skip: string
  readonly signOut: string
  readonly places: Readonly<Record<PlaceName, string>>
  readonly nowhere: { readonly title: string; readonly text: string; readonly toTasks: string }
}
