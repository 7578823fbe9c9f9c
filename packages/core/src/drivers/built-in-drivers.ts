import type { ActivityArchiver } from '../driver/activity-archiver.ts'
import type { DriverHost } from '../driver/driver-host.ts'
import { AssessmentArchiver } from './assessment/assessment-archiver.ts'
import { ChoiceArchiver } from './choice/choice-archiver.ts'
import { ForumArchiver } from './forum/forum-archiver.ts'
import { QuizArchiver } from './quiz/quiz-archiver.ts'
import { WorkshopArchiver } from './workshop/workshop-archiver.ts'

/** The drivers that come with Muniment. */
export const builtInDrivers: readonly ((host: DriverHost) => ActivityArchiver)[] = [
  (host) => new QuizArchiver(host),
  (host) => new AssessmentArchiver(host),
  (host) => new ForumArchiver(host),
  (host) => new ChoiceArchiver(host),
  (host) => new WorkshopArchiver(host),
]
