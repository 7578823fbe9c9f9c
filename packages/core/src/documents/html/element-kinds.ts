/** Elements that start and end a line of their own. */
export const blockTags: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form header ' +
    'hgroup html legend li main menu nav optgroup p search section summary table tbody td tfoot th thead tr ul caption'
  ).split(' '),
)

/** Elements whose content is nothing that is read. */
export const silentTags: ReadonlySet<string> = new Set(
  (
    'area base basefont bgsound col colgroup datalist frame frameset head link map meta noembed noframes param rp script ' +
    'source style template title track'
  ).split(' '),
)

/** Elements whose text is code within a line; MathJax leaves them alone. */
export const codeTags: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'tt'])

/** Elements whose text is shown exactly as it was typed. */
export const exactTags: ReadonlySet<string> = new Set(['pre', 'listing', 'plaintext', 'xmp'])

/** Buttons and the like: nothing of them is an answer. */
export const silentInputs: ReadonlySet<string> = new Set([
  'hidden',
  'submit',
  'button',
  'image',
  'reset',
  'file',
  'password',
])
