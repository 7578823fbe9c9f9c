/** `%` and `_` mean themselves in a search. MikroORM's `$like` and `$ilike` escape by a backslash. */
export const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/gu, String.raw`\$&`)
