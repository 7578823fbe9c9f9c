/** Sections of the settings, as their addresses name them, in the order in which they are offered. */
export const sectionNames = ['appearance', 'sites', 'presets', 'storage', 'archivers', 'diagnostics'] as const

export type SettingsSection = (typeof sectionNames)[number]
