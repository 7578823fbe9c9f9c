import { logLevels, type LogFormat, type LogLevel } from '../configuration/server-settings.ts'

/** What a line of the log tells besides its sentence. No names of people, no secrets. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

/** The log for operators: one line an event. */
export interface OperatorLog {
  write(level: LogLevel, message: string, fields?: LogFields): void
  /** Whether lines of a level are written. */
  writes(level: LogLevel): boolean
}

export interface OperatorLogOptions {
  readonly level: LogLevel
  readonly format: LogFormat
  readonly now: () => Date
  /** Takes a line with its end. */
  readonly write: (line: string) => unknown
}

/** A log that writes lines as text for people, or as JSON objects with `time`, `level`, `message` and the fields. */
export function createOperatorLog({ level: loudest, format, now, write }: OperatorLogOptions): OperatorLog {
  const writes = (level: LogLevel): boolean => logLevels.indexOf(level) <= logLevels.indexOf(loudest)
  return {
    writes,
    write(level, message, fields = {}) {
      if (!writes(level)) return
      const time = now().toISOString()
      const line = format === 'json' ? JSON.stringify({ time, level, message, ...fields }) : textLine()
      write(`${line}\n`)

      function textLine(): string {
        const told = Object.entries(fields).filter(([, value]) => value !== undefined)
        return [time, level, message, ...told.map(([name, value]) => `${name}=${oneWord(String(value))}`)].join(' ')
      }
    },
  }
}

/** A value that holds blanks, quotes or ends of lines is quoted, so that nothing can look like a further line. */
function oneWord(value: string): string {
  return /^[^\s"=\p{C}]+$/u.test(value) ? value : JSON.stringify(value)
}
