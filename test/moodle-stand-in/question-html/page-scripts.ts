/**
 * Ids of elements as Moodle makes them: new in every answer. A counter stands in for chance, so that two answers differ
 * in their ids and in nothing else.
 */
export class ElementIds {
  static #answers = 0
  readonly #stem: string
  #count = 0

  constructor() {
    ElementIds.#answers++
    this.#stem = (0x6b_05_00_00_00_00 + ElementIds.#answers).toString(16)
  }

  next(prefix: 'random' | 'action_link'): string {
    this.#count++
    return `${prefix}${this.#stem}${this.#count}`
  }
}

const strings = {
  moodle: {
    error: 'Error',
    info: 'Information',
    yes: 'Yes',
    no: 'No',
    confirm: 'Confirm',
    areyousure: 'Are you sure?',
    closebuttontitle: 'Close',
    name: 'Name',
    file: 'File',
  },
  repository: {
    type: 'Type',
    size: 'Size',
    filepicker: 'File picker',
    nofilesavailable: 'No files available',
    select: 'Select',
  },
  debug: { debuginfo: 'Debug info', line: 'Line', stacktrace: 'Stack trace' },
}

function block(code: string): string {
  return `<script>\n//<![CDATA[\n${code}\n//]]>\n</script>\n`
}

/**
 * The scripts at the end of a question's HTML. They pile up: each question's answer carries those of all slots before it,
 * which is most of the weight of a review.
 */
export class PageScripts {
  readonly #wwwroot: string
  readonly #ids: ElementIds
  readonly #calls: string[] = []

  constructor(wwwroot: string, ids: ElementIds) {
    this.#wwwroot = wwwroot
    this.#ids = ids
  }

  add(...calls: string[]): void {
    this.#calls.push(...calls)
  }

  /** A link that opens a window: returns its id and adds the script that listens to it. */
  popupLink(name: string, path: string): string {
    const id = this.#ids.next('action_link')
    const url = `${this.#wwwroot}${path}`.replaceAll('/', String.raw`\/`)
    this.#calls.push(`
    require(['core/yui'], function(Y) {
            Y.on('click', openpopup, '#${id}', null, {"url":"${url}","name":"${name}","options":"height=650,width=450,scrollbars,resizable"});
    });
;`)
    return id
  }

  /** All scripts so far, as the end of a question's HTML. */
  toHtml(): string {
    const random = this.#ids.next('random')
    return [
      block(
        `var require = {\n    baseUrl : '${this.#wwwroot}/lib/requirejs.php/1790000000/',\n    enforceDefine: true,\n    skipDataMain: true,\n    waitSeconds : 0\n};`,
      ),
      `<script src="${this.#wwwroot}/lib/javascript.php/1790000000/lib/requirejs/require.min.js"></script>\n`,
      block(
        `M.util.js_pending("core/first");\nrequire(['core/first'], function() {\nrequire(['core/prefetch'])\n;\n${this.#calls.join('\n')}\n    M.util.js_complete("core/first");\n});`,
      ),
      `<script src="https://cdn.jsdelivr.net/npm/mathjax@2.7.9/MathJax.js?delayStartupUntil=configured"></script>\n`,
      block(`M.str = ${JSON.stringify(strings)};`),
      block(
        `(function() { M.util.js_pending('${random}'); Y.on('domready', function() { M.util.js_complete("init");  M.util.js_complete('${random}'); });\n})();`,
      ),
    ].join('')
  }
}
