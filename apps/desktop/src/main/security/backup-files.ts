/** A command line that is longer than any that an operating system makes is not looked through. */
const mostArguments = 100

/**
 * Whether somebody had us opened with a Moodle backup, which belongs to us by its ending. Only that is known of the file: it
 * is not opened, and no page hears its name.
 */
export function namesBackup(commandLine: readonly string[]): boolean {
  if (commandLine.length > mostArguments) return false
  return commandLine.some((argument) => argument.toLowerCase().endsWith('.mbz'))
}
