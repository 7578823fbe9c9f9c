import { judgeRecordedReports } from './judge-recorded-reports.ts'

judgeRecordedReports({ oneOf: 1 })
