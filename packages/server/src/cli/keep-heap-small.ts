import { setFlagsFromString } from 'node:v8'

/**
 * Lets the heap of this process grow by a third before it is cleaned, rather than with the memory of the machine: 200 MB
 * instead of 500 while 300 attempts are archived, for some seconds of the processor in 100.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=30')
  setFlagsFromString('--semi-space-growth-factor=1')
}
