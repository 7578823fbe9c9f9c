import type { Question } from './question-types.ts'

const { raw } = String

/** The questions of "Stars & Planets: final quiz", in the order of their slots; a page is a list. */
export const finalQuizPages: readonly (readonly Question[])[] = [
  [
    {
      type: 'description',
      id: 401,
      name: 'constants',
      maxMark: 0,
      text: raw`<h4>Before you begin</h4><p>You have 60 minutes. Use the <strong>constants</strong> below and show your working.</p>
<table class="table table-bordered"><caption>Constants</caption><thead><tr><th>Quantity</th><th>Symbol</th><th>Value</th></tr></thead>
<tbody><tr><td>Speed of light</td><td>\(c\)</td><td>299 792.458 km/s</td></tr><tr><td>Astronomical unit</td><td>au</td><td>149 597 870.7 km</td></tr>
<tr><td>Parsec</td><td>pc</td><td>3.26 light years</td></tr></tbody></table>
<p>The picture shows the dip in the light of a star while a planet passes in front of it.</p>
<p><img src="@@PLUGINFILE@@/light-curve.png" alt="Light curve: brightness against time with a dip of one per cent lasting three hours" width="480" height="270"></p>
<pre><code class="language-python">def distance_in_parsec(parallax_in_arc_seconds):
    # nearer stars move more: p &gt; 0.1 is closer than 10 pc
    return 1 / parallax_in_arc_seconds
</code></pre>`,
      generalFeedback: '<p>The same constants are on the last page of the script.</p>',
    },
    {
      type: 'multichoice',
      id: 402,
      name: 'moon phase',
      maxMark: 1,
      several: false,
      text: '<p>Seen from the northern hemisphere, which of the discs is a <em>waxing gibbous</em> moon?</p><p><img src="@@PLUGINFILE@@/moon-phases.png" alt="Five discs of the moon, A to E, from a thin crescent to a thin crescent" width="480" height="130"></p>',
      choices: [
        { html: '<p>Disc A</p>', right: false, feedback: '<p>That is a crescent.</p>' },
        {
          html: '<p>Disc B</p>',
          right: true,
          feedback: '<p>Yes: more than half is lit, and the lit side is on the right.</p>',
        },
        { html: '<p>Disc C</p>', right: false, feedback: '<p>That is the full moon.</p>' },
        { html: '<p>Disc D</p>', right: false, feedback: '<p>Gibbous, but waning: the lit side is on the left.</p>' },
        {
          html: '<p>None of them; it looks like this: <img src="@@PLUGINFILE@@/half-moon.png" alt="half moon" width="40" height="40"></p>',
          right: false,
        },
      ],
      generalFeedback: '<p>The moon waxes from right to left in the north, and from left to right in the south.</p>',
    },
    {
      type: 'multichoice',
      id: 403,
      name: 'kepler',
      maxMark: 2,
      several: true,
      text: raw`<p>Kepler's third law says \(\frac{a^3}{T^2}=\text{const.}\), and Newton explained it:</p><p>$$T^2=\frac{4\pi^2}{G(M+m)}\,a^3$$</p><p>Which statements follow?</p>`,
      choices: [
        {
          html: raw`A planet four times as far out has a year of \(4^{3/2}=8\) years.`,
          right: true,
          feedback: raw`Indeed: \(T\propto a^{3/2}\).`,
        },
        {
          html: raw`Heavier planets are always slower: \(v\propto m^{-1}\).`,
          right: false,
          feedback: raw`The planet's mass hardly matters as \(m\ll M\).`,
        },
        {
          html: raw`From \(a\) and \(T\) of a moon one can weigh its planet.`,
          right: true,
          feedback: 'That is how planets are weighed.',
        },
        { html: raw`For \(a<1\) au a year is longer than ours.`, right: false },
      ],
      generalFeedback: raw`<p>See chapter 3, equation \((3.7)\).</p>`,
    },
  ],
  [
    {
      type: 'truefalse',
      id: 404,
      name: 'summer',
      maxMark: 1,
      right: false,
      text: '<p>It is summer when the Earth is nearest to the Sun.</p>',
      feedbackTrue: '<p>The Earth is nearest to the Sun in January.</p>',
      feedbackFalse: "<p>Right: seasons come from the tilt of the Earth's axis.</p>",
      generalFeedback: '<p>The tilt is 23.4°.</p>',
    },
    {
      type: 'shortanswer',
      id: 405,
      name: 'largest moon',
      maxMark: 1,
      accepted: ['Ganymede', 'Ganymed'],
      text: '<p>What is the name of the largest moon in the solar system?</p>',
      feedback: '<p>It is larger than Mercury.</p>',
      generalFeedback: '<p>Galileo saw it in January 1610.</p>',
    },
    {
      type: 'numerical',
      id: 406,
      name: 'parallax',
      maxMark: 2,
      value: 1.3,
      tolerance: 0.02,
      unit: 'pc',
      text: raw`<p>A star shows a parallax of \(p=0.77''\). How far away is it? Give the unit.</p>`,
      feedback: raw`<p>\(d=1/p\).</p>`,
      generalFeedback: '<p>This is our nearest neighbour, Proxima Centauri.</p>',
    },
  ],
  [
    {
      type: 'match',
      id: 407,
      name: 'discoverers',
      maxMark: 3,
      pairs: [
        { stem: '<p>Caroline Herschel</p>', match: 'comets' },
        { stem: '<p>Henrietta Swan Leavitt</p>', match: 'the period of Cepheids' },
        { stem: '<p>Jocelyn Bell Burnell</p>', match: 'pulsars' },
      ],
      distractors: ['the moons of Mars'],
      text: '<p>Match each astronomer with a discovery.</p>',
      generalFeedback: '<p>Asaph Hall found the moons of Mars in 1877.</p>',
    },
    {
      type: 'multianswer',
      id: 408,
      name: 'sun facts',
      maxMark: 4,
      parts: [
        { kind: 'text', right: 'hydrogen', feedback: 'About three quarters of its mass' },
        { kind: 'menu', options: ['fusion', 'fission', 'fire'], right: 0 },
        { kind: 'radio', options: ['G2 V', 'M5 V', 'A0 V'], right: 0 },
        { kind: 'checkboxes', options: ['photosphere', 'corona', 'crust'], right: [0, 1] },
      ],
      text: '<p>The Sun consists mostly of {1}; it shines by {2}.</p><table class="table"><tbody><tr><td>Spectral class</td><td>{3}</td></tr><tr><td>Its layers are</td><td>{4}</td></tr></tbody></table>',
      generalFeedback: '<p>It will do so for five thousand million years more.</p>',
    },
    {
      type: 'ddwtos',
      id: 409,
      name: 'spectral classes',
      maxMark: 3,
      words: [
        { html: 'blue', group: 1 },
        { html: '<b>red</b>', group: 1 },
        { html: 'mass', group: 2 },
        { html: 'green', group: 1 },
        { html: 'name', group: 2 },
      ],
      text: '<p>Hot stars look [[1]], cool ones [[2]]; on the main sequence both follow from the [[3]] of the star.</p>',
      generalFeedback: '<p>Nothing in the sky looks green.</p>',
    },
  ],
  [
    {
      type: 'gapselect',
      id: 410,
      name: 'tides',
      maxMark: 2,
      words: [
        { html: 'twice', group: 1 },
        { html: 'Moon', group: 2 },
        { html: 'once', group: 1 },
        { html: 'Sun', group: 2 },
      ],
      text: '<p>High water comes [[1]] a day, mainly because of the [[2]].</p>',
      generalFeedback: '<p>Sun and Moon together make a spring tide.</p>',
    },
    {
      type: 'ddimageortext',
      id: 411,
      name: 'winter sky',
      maxMark: 4,
      background: 'winter-sky.png',
      items: [
        { text: 'Betelgeuse' },
        { text: 'Rigel' },
        { text: 'Sirius' },
        { text: 'the Pleiades', picture: 'pleiades.png' },
        { text: 'Polaris' },
      ],
      drops: [
        { label: 'red giant', x: 236, y: 108, right: 0 },
        { label: 'foot', x: 352, y: 268, right: 1 },
        { label: 'brightest star', x: 84, y: 318, right: 2 },
        { label: 'open cluster', x: 506, y: 36, right: 3 },
      ],
      text: '<p>Drag the names onto the winter sky, as seen from the northern hemisphere.</p>',
      generalFeedback: '<p>The belt of Orion points down to Sirius and up to Aldebaran and the Pleiades.</p>',
    },
    {
      type: 'ordering',
      id: 412,
      name: 'distances',
      maxMark: 4,
      items: ['the Moon', 'the <em>Sun</em>', 'Proxima Centauri', 'the Andromeda galaxy'],
      text: '<p>Order from near to far.</p>',
      generalFeedback: '<p>Light takes 1.3 seconds, 8 minutes, 4.2 years and 2.5 million years.</p>',
    },
  ],
  [
    {
      type: 'essay',
      id: 413,
      name: 'essay',
      maxMark: 10,
      format: 'editorfilepicker',
      attachments: 3,
      text: raw`<p>How do we know how far away the stars are? Describe <strong>one</strong> method, with its formula and its limits. You may attach up to three files.</p>`,
      generalFeedback: '<p>We look for: the idea, the formula, an example with numbers, the range where it works.</p>',
    },
    {
      type: 'essay',
      id: 414,
      name: 'program',
      maxMark: 3,
      format: 'monospaced',
      attachments: 0,
      text: '<p>Write a short program (any language) that prints the distance for a list of parallaxes.</p>',
      generalFeedback: '<p>Division by zero has to be caught.</p>',
    },
  ],
]

/** The one page of "Weekly check" (there are two quizzes of that name). */
export const weeklyCheckPages: readonly (readonly Question[])[] = [
  [
    {
      type: 'truefalse',
      id: 421,
      name: 'sunrise',
      maxMark: 1,
      right: true,
      text: '<p>On the equator the Sun rises in the east all year round, give or take 24°.</p>',
      feedbackTrue: '<p>Yes.</p>',
      feedbackFalse: '<p>Have another look at the globe.</p>',
      generalFeedback: '<p>See the drawing in week 2.</p>',
    },
    {
      type: 'shortanswer',
      id: 422,
      name: 'red planet',
      maxMark: 1,
      accepted: ['Mars'],
      text: '<p>Which planet is called the red one?</p>',
      feedback: '<p>Its soil is rich in iron oxide.</p>',
      generalFeedback: '<p>It is rust.</p>',
    },
  ],
]
