/** A column as text: PostgreSQL compares text, but not JSON. */
export const asText = (column: string): string => `cast(${column} as text)`
