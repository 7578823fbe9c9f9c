import { throwIfAborted } from '../../archive/abortable.ts'
import type { Participant } from '../../sources/source-records.ts'
import type {
  AssessmentFacts,
  ReceivedAssessments,
  Workshop,
  WorkshopAssessment,
  WorkshopSource,
  WorkshopSubmission,
} from '../../sources/workshop-source.ts'
import type { ConformanceSite, SiteRequest } from '../driver-conformance/conformance-options.ts'
import { MemorySite, withBatches, type MemoryFile } from '../driver-conformance/memory-site.ts'

interface Work {
  readonly author: Participant
  readonly submission: WorkshopSubmission
  readonly received: ReceivedAssessments
  readonly files: readonly MemoryFile[]
}

/** A site with one workshop: a submission of each person, assessed by the next one. */
export function openWorkshopSite(request: SiteRequest): ConformanceSite {
  const { items, withoutPart } = request
  const site = new MemorySite(request)
  const activity = site.activity('workshop', 'Essays on the sea')
  const workshop: Workshop = { ...plainWorkshop, name: activity.activityName }
  const works = Array.from({ length: items }, (_, index) => openWork(index, site, request))
  const workshops = workshopSource(workshop, works)
  return {
    source: { ...site.source(), ...(withoutPart ? {} : withBatches({ workshops })) },
    activity,
    items: works.map(({ submission, files }, index) => ({
      key: `submission-${submission.id}`,
      words: request.names ? [] : [`Waves of work ${index}`, 'Well argued'],
      files: files.map(({ sha256 }) => sha256),
    })),
    people: site.people,
    ids: { items: works.map(({ submission }) => submission.id), users: site.userIds, groups: [5] },
  }
}

function openWork(index: number, site: MemorySite, request: SiteRequest): Work {
  const { items, filesPerItem = 1, change, volatile = 'x1', names } = request
  const changed = (what: string): boolean => index === 0 && change === what
  const author = site.participant(index + 1)
  const reviewer = site.participant(((index + 1) % items) + 1)
  const files = Array.from({ length: filesPerItem }, (_, number) =>
    site.file(`essay ${index}-${number}${changed('file') ? ' anew' : ''}`, {
      area: 'submission_attachment',
      owner: author,
    }),
  )
  const id = 80 + index
  const text = `Waves of work ${index}${changed('text') ? ', rewritten' : ''}. By ${names ? 'me' : author.fullName}`
  const submission: WorkshopSubmission = {
    ...plainSubmission,
    id,
    author,
    title: site.name(`Work ${index + 1}`),
    contentHtml: `<p id="yui_${volatile}">${text}</p>`,
    attachments: files,
    gradePercent: changed('grade') ? 90 : 70,
  }
  const said = changed('assessment') ? 'Well argued, and more' : 'Well argued'
  const assessment: WorkshopAssessment = {
    ...plainAssessment,
    id: 800 + index,
    submissionId: id,
    reviewer,
    feedbackForAuthorHtml: `<p id="yui_${volatile}">${said}</p>`,
  }
  const answer = {
    function: 'mod_workshop_get_submission_assessments',
    arguments: {},
    normalised: [],
    answer: { said },
  }
  const received = { assessments: [assessment], serviceAnswers: [{ name: 'assessments', answer }] }
  return { author, submission, received, files }
}

function workshopSource(workshop: Workshop, works: readonly Work[]): WorkshopSource {
  return {
    async getWorkshop(_courseId, _workshopId, signal) {
      throwIfAborted(signal)
      return workshop
    },
    async *listSubmissions(_workshop, signal) {
      for (const { submission } of works) {
        throwIfAborted(signal)
        yield submission
      }
    },
    async listAssessments(_workshop, signal) {
      throwIfAborted(signal)
      return works.flatMap(({ author, submission, received }) =>
        received.assessments.map((assessment) => ({
          ...withoutTexts(assessment),
          submissionTitle: submission.title,
          author,
        })),
      )
    },
    async getAssessments(_workshop, submissionId, signal) {
      throwIfAborted(signal)
      const work = works.find(({ submission }) => submission.id === submissionId)
      return work?.received ?? { assessments: [], serviceAnswers: [] }
    },
    async getAssessingGrades(_workshop, signal) {
      throwIfAborted(signal)
      return new Map(works.map(({ author }) => [author.userId, 15]))
    },
    async listExpectedAuthors(_workshop, signal) {
      throwIfAborted(signal)
      return works.map(({ author }) => author)
    },
  }
}

function withoutTexts(assessment: WorkshopAssessment): AssessmentFacts {
  const {
    overriddenBy: _by,
    feedbackForAuthorHtml: _author,
    feedbackForReviewerHtml: _reviewer,
    ...others
  } = assessment
  const { attachments: _attachments, aspects: _aspects, ...facts } = others
  return facts
}

const plainWorkshop: Workshop = {
  id: 3,
  courseId: 7,
  courseModuleId: 33,
  name: '',
  introHtml: '',
  authorInstructionsHtml: '',
  reviewerInstructionsHtml: '',
  conclusionHtml: '',
  phase: 'closed',
  maxSubmissionGrade: 80,
  maxAssessmentGrade: 20,
  gradeDecimals: 0,
  strategy: 'comments',
  peerAssessment: true,
  selfAssessment: true,
  lateSubmissions: false,
  submissionsOpenAt: null,
  submissionsCloseAt: null,
  assessmentsOpenAt: null,
  assessmentsCloseAt: null,
  modifiedAt: null,
  otherFacts: {},
}

const plainSubmission = {
  createdAt: '2026-10-05T11:21:44.000Z',
  modifiedAt: '2026-10-05T11:47:44.000Z',
  overridePercent: null,
  overriddenBy: null,
  feedbackHtml: '',
  gradedAt: null,
  published: false,
  late: false,
} as const

const plainAssessment = {
  weight: 1,
  createdAt: '2026-10-06T11:21:44.000Z',
  modifiedAt: '2026-10-06T11:47:44.000Z',
  gradePercent: 70,
  assessingPercent: 75,
  assessingOverridePercent: null,
  overriddenBy: null,
  feedbackForReviewerHtml: '',
  attachments: [],
  aspects: [],
} as const
