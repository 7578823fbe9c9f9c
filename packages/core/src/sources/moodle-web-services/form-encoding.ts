import type { WebServiceArgument, WebServiceArguments } from '../web-service-reader.ts'

/** An argument of a web service function. */
export type FunctionArgument = WebServiceArgument

/** The arguments of one call, by name. */
export type FunctionArguments = WebServiceArguments

/**
 * Encodes arguments as Moodle's REST server reads them: lists and objects in PHP's bracket form
 * (`options[0][name]=userfields`), booleans as 1 and 0 because `true` is refused.
 */
export function encodeArguments(values: FunctionArguments): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) appendArgument(form, name, value)
  return form
}

function appendArgument(form: URLSearchParams, name: string, value: FunctionArgument): void {
  if (typeof value === 'string') form.append(name, value)
  else if (typeof value === 'number') form.append(name, encodeNumber(value))
  else if (typeof value === 'boolean') form.append(name, value ? '1' : '0')
  else for (const [key, part] of Object.entries(value)) appendArgument(form, `${name}[${key}]`, part)
}

function encodeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('An argument of a web service function must be a finite number.')
  return String(value)
}
