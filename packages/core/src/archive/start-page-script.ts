/**
 * The one script of the start page: search and sorting of the table. The page reads as well without it. It touches
 * nothing but the table's rows, writes text only as text, and its hash stands in the page's content security policy.
 */
export const startPageScript = `
(() => {
  'use strict'
  const table = document.getElementById('items')
  const tools = document.getElementById('tools')
  if (!table || !tools) return
  const body = table.tBodies[0]
  const input = tools.querySelector('input')
  const output = tools.querySelector('output')
  const language = document.documentElement.lang
  const collator = new Intl.Collator(language, { numeric: true })
  const numbers = new Intl.NumberFormat(language)
  const fold = (text) => text.normalize('NFKD').replace(/\\p{M}/gu, '').toLowerCase().replace(/\\u0142/g, 'l').replace(/\\s+/g, ' ')
  const rows = Array.from(body.rows, (row) => ({ row, text: fold(row.textContent) }))
  const more = document.getElementById('more')
  const fill = (text, shown) => text.replace('{most}', numbers.format(most)).replace('{shown}', numbers.format(shown)).replace('{total}', numbers.format(rows.length))
  // Browsers need seconds to lay out thousands of rows; who wants all of them gets them.
  let most = rows.length > 1000 ? 500 : Infinity
  const show = () => {
    const words = fold(input.value).split(' ').filter(Boolean)
    let shown = 0
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word))
      if (!row.hidden) shown += 1
      row.classList.toggle('later', !row.hidden && shown > most)
    }
    more.hidden = shown <= most
    for (const part of more.children) part.textContent = fill(part.dataset.text, shown)
    output.textContent = fill(words.length === 0 ? output.dataset.all : output.dataset.some, shown)
  }
  const valueOf = (row, index) => {
    const cell = row.cells[index]
    return cell.dataset.sort ?? cell.textContent.trim()
  }
  const compare = (one, two) => {
    if (one === '' || two === '') return one === two ? 0 : one === '' ? 1 : -1
    const left = Number(one), right = Number(two)
    return Number.isNaN(left) || Number.isNaN(right) ? collator.compare(one, two) : left - right
  }
  const sort = (header, index) => {
    const descending = header.getAttribute('aria-sort') === 'ascending'
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort')
    header.setAttribute('aria-sort', descending ? 'descending' : 'ascending')
    const keyed = rows.map((entry) => [valueOf(entry.row, index), entry])
    keyed.sort((one, two) => {
      const empty = one[0] === '' || two[0] === ''
      const order = compare(one[0], two[0])
      return descending && !empty ? -order : order
    })
    rows.splice(0, rows.length, ...keyed.map((entry) => entry[1]))
    show()
    const sorted = document.createDocumentFragment()
    for (const { row } of rows) sorted.append(row)
    body.append(sorted)
    select.value = String(index)
  }
  const select = tools.querySelector('select')
  const headers = Array.from(table.tHead.rows[0].cells)
  // Where the head of the table is not shown, the choice stands in for it.
  select.append(new Option('–', ''))
  select.addEventListener('change', () => {
    const header = headers[Number(select.value)]
    if (select.value === '' || !header) return
    header.removeAttribute('aria-sort')
    sort(header, Number(select.value))
  })
  headers.forEach((header, index) => {
    if (!('sortable' in header.dataset)) return
    select.append(new Option(header.textContent, String(index)))
    // Browsers print buttons on the first page only, where the head is repeated on each.
    header.dataset.name = header.textContent
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = header.textContent
    button.addEventListener('click', () => sort(header, index))
    header.replaceChildren(button)
  })
  input.addEventListener('input', show)
  more.querySelector('button').addEventListener('click', () => {
    most = Infinity
    show()
  })
  tools.hidden = false
  show()
})()
`
