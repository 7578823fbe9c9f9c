import type { Say } from './sample-language.ts'

interface QuestionFacts {
  readonly maxMark: number
  /** HTML. */
  readonly text: string
  /** What everybody is told afterwards. */
  readonly explanation: string
}

export interface SampleChoiceQuestion extends QuestionFacts {
  readonly type: 'multichoice' | 'truefalse'
  readonly several: boolean
  readonly choices: readonly { readonly text: string; readonly right: boolean }[]
}

export interface SampleShortQuestion extends QuestionFacts {
  readonly type: 'shortanswer' | 'numerical'
  readonly right: string
}

export interface SampleEssayQuestion extends QuestionFacts {
  readonly type: 'essay'
}

export type SampleQuestion = SampleChoiceQuestion | SampleShortQuestion | SampleEssayQuestion

/** The questions of the sample exam, in order. */
export function sampleQuestions(say: Say): readonly SampleQuestion[] {
  return [...questionsWithChoices(say), ...questionsToWrite(say)]
}

function questionsWithChoices(say: Say): readonly SampleChoiceQuestion[] {
  return [
    {
      type: 'multichoice',
      several: false,
      maxMark: 2,
      text: say(
        '<p>Which of these trees keeps its leaves through the winter?</p>',
        '<p>Welcher dieser Bäume behält seine Blätter im Winter?</p>',
      ),
      choices: [
        { text: say('European beech', 'Rotbuche'), right: false },
        { text: say('Holly', 'Stechpalme'), right: true },
        { text: say('Common ash', 'Gemeine Esche'), right: false },
        { text: say('European larch', 'Europäische Lärche'), right: false },
      ],
      explanation: say(
        '<p>Holly is evergreen. The larch is a conifer, and sheds its needles all the same.</p>',
        '<p>Die Stechpalme ist immergrün. Die Lärche ist ein Nadelbaum und wirft ihre Nadeln dennoch ab.</p>',
      ),
    },
    {
      type: 'multichoice',
      several: true,
      maxMark: 2,
      text: say(
        '<p>What do roots do for a tree? <em>Choose all that apply.</em></p>',
        '<p>Was leisten die Wurzeln eines Baumes? <em>Wählen Sie alles Zutreffende.</em></p>',
      ),
      choices: [
        { text: say('They hold it in the ground', 'Sie halten ihn im Boden'), right: true },
        { text: say('They take in water and minerals', 'Sie nehmen Wasser und Mineralstoffe auf'), right: true },
        { text: say('They make sugar from light', 'Sie bilden Zucker aus Licht'), right: false },
      ],
      explanation: say('<p>Sugar is made in the leaves.</p>', '<p>Zucker wird in den Blättern gebildet.</p>'),
    },
    {
      type: 'truefalse',
      several: false,
      maxMark: 1,
      text: say(
        '<p>A ring in the trunk usually stands for one year.</p>',
        '<p>Ein Ring im Stamm steht gewöhnlich für ein Jahr.</p>',
      ),
      choices: [
        { text: say('True', 'Wahr'), right: true },
        { text: say('False', 'Falsch'), right: false },
      ],
      explanation: '',
    },
  ]
}

function questionsToWrite(say: Say): readonly SampleQuestion[] {
  return [
    {
      type: 'numerical',
      maxMark: 2,
      text: say(
        String.raw`<p>A trunk measures \(C = 157\) cm around. How thick is it, in cm, by \(d = \frac{C}{\pi}\)?</p>`,
        String.raw`<p>Ein Stamm misst \(U = 157\) cm im Umfang. Wie dick ist er in cm, nach \(d = \frac{U}{\pi}\)?</p>`,
      ),
      right: '50',
      explanation: String.raw`<p>\(\frac{157}{\pi} \approx 50\)</p>`,
    },
    {
      type: 'shortanswer',
      maxMark: 1,
      text: say(
        '<p>What is the green pigment in leaves called?</p>',
        '<p>Wie heißt der grüne Farbstoff der Blätter?</p>',
      ),
      right: say('chlorophyll', 'Chlorophyll'),
      explanation: '',
    },
    {
      type: 'essay',
      maxMark: 4,
      text: say(
        '<p>Describe a tree near your home so that somebody else could find and name it. Attach your notes if you took any.</p>',
        '<p>Beschreiben Sie einen Baum in Ihrer Nähe so, dass jemand anderes ihn finden und bestimmen kann. Hängen Sie Ihre Notizen an, falls Sie welche haben.</p>',
      ),
      explanation: '',
    },
  ]
}
