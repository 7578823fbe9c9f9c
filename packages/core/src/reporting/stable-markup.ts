const tag = /<[a-z][^<>]*>/gi
/** No report shows an id; Moodle makes up many of them for each answer. */
const idAttribute =
  /\s(?:id|for|aria-(?:controls|labelledby|describedby|details|owns)|data-(?:bs-)?(?:target|parent)|data-region-id)=(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi
const themeRevision = /(\/theme\/(?:image|styles|font)\.php(?:\/[\w.-]+)*?\/)(?:-1|\d{9,10})(?=\/)/g
const keyInLink = /([?&](?:amp;)?(?:sesskey|wstoken|token|privatetoken|userprivateaccesskey)=)[^&"'\s<>]+/gi

/** Markup of a site, or an address, the same whenever the same data are read: for what is kept or compared as it came. */
export function stableMarkup(text: string): string {
  return text
    .replaceAll(tag, (found) => found.replaceAll(idAttribute, ''))
    .replaceAll(themeRevision, '$1')
    .replaceAll(keyInLink, '$1')
}
