/**
 * Serves the sample course until stopped: `node test/moodle-stand-in/serve.ts [port] [attempts of the final quiz] [latency in ms]`.
 * Prints one line of JSON with address, token, user name and password. Stops on Ctrl+C, on a signal, or when whoever started it closes the
 * pipe to its input.
 */
import { fstatSync } from 'node:fs'
import { startSampleMoodle } from './start-sample-moodle.ts'

const [port = 0, scale = 0, latencyMs = 0] = process.argv.slice(2).map(Number)
const moodle = await startSampleMoodle({ port, latencyMs, ...(scale > 0 && { scale }) })
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
