import { judgeRecordedReports } from './judge-recorded-reports.ts'

// All of them: recorded-reports.long.test.ts.
judgeRecordedReports({ oneOf: 5 })
