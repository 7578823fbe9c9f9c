import { z } from 'zod'

export const localizedText = z
  .object({ en: z.string(), de: z.string().optional() })
  .meta({ id: 'LocalizedText', description: 'A text in the languages of the product. Fall back to English.' })
