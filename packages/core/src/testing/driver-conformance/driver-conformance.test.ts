import { test } from 'vitest'
import { driverConformance } from './driver-conformance.ts'
import { notebookConformance } from './reference/notebook-conformance.ts'

driverConformance(test, notebookConformance)
