import type { IconName } from '../ui/icon.tsx'

/** Where the navigation leads, in its order; at most five. */
export const places = [
  { name: 'courses', path: '/courses', icon: 'course' },
  { name: 'tasks', path: '/tasks', icon: 'tasks' },
  { name: 'archives', path: '/archives', icon: 'archive' },
  { name: 'settings', path: '/settings', icon: 'settings' },
] as const satisfies readonly { readonly name: string; readonly path: string; readonly icon: IconName }[]

export type PlaceName = (typeof places)[number]['name']
