/**
 * Serves the sample course until stopped: `node test/moodle-stand-in/serve.ts [port]`.
 * Prints one line of JSON with address, token, user name and password. Stops on Ctrl+C, on a signal, or when whoever started it closes the
 * pipe to its input.
 */
import { fstatSync } from 'node:fs'
import { startSampleMoodle } from './start-sample-moodle.ts'

const moodle = await startSampleMoodle({ port: Number(process.argv[2] ?? 0) })
const { url, token, username, password } = moodle
process.stdout.write(`${JSON.stringify({ url, token, username, password })}\n`)

function stop(): void {
  process.stdin.destroy()
  void moodle.close()
}

process.once('SIGINT', stop)
process.once('SIGTERM', stop)
const input = fstatSync(0)
// A job in the background has an empty input, which is no wish to stop.
if (input.isFIFO() || input.isSocket()) process.stdin.once('end', stop).resume()
