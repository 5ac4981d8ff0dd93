// The search: over what stands on the page, and over the text of conversations
// as it lies in the file. Only lines that hit are read.

const resultsAtOnce = 100

function startSearch() {
  const field = make('input', {type: 'search', id: 'search', autocomplete: 'off', spellcheck: 'false', placeholder: say('search.hint')})
  const form = make('form', {role: 'search', class: 'search', onsubmit: event => { event.preventDefault(); search(field.value.trim()) }},
    make('label', {for: 'search', class: 'unseen'}, say('search')), field, make('button', {type: 'submit'}, say('search')))
  $('.ways').prepend(form)
  $('#main').append(make('section', {class: 'part', id: 'results', 'aria-labelledby': 'results-title'},
    make('h2', {id: 'results-title', tabindex: '-1'}, say('results')),
    make('p', {role: 'status', class: 'lead'}), make('ol', {class: 'events found-list'})))
  let waiting
  field.addEventListener('input', () => {
    clearTimeout(waiting)
    const words = field.value.trim()
    if ([...words].length > 1) waiting = setTimeout(() => search(words), 250)
  })
  document.addEventListener('keydown', event => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      field.focus()
    }
  })
}

function search(words) {
  if (!words) return
  const found = [...onPage(words), ...inOthers(words), ...inChats(words)]
  const list = $('#results ol')
  list.textContent = ''
  $('#results [role=status]').textContent = found.length ? say('search.count', found.length, words) : say('search.none', words)
  list.dataset.count = found.length
  show('results')
  let shown = 0
  const more = button('', () => {
    for (const result of found.slice(shown, shown + resultsAtOnce)) list.append(result())
    shown = Math.min(shown + resultsAtOnce, found.length)
    more.hidden = shown === found.length
    more.textContent = say('others.more', found.length - shown)
    list.after(more)
  }, {class: 'more'})
  const before = $('#results .more')
  if (before) before.remove()
  more.click()
}

// matcher finds words in text whatever their case.
function matcher(words) {
  const small = words.toLowerCase()
  return small === words.toUpperCase() ? text => text.includes(words) : text => text.toLowerCase().includes(small)
}

function result(to, label, head, text, words) {
  return () => make('li', {class: 'event'},
    make('p', {class: 'said'}, ...marked(shortened(text, words), words)),
    make('p', {class: 'by'}, make('a', {class: 'ref', href: '#' + to}, label), ' ', head))
}

// shortened is a text around the words.
function shortened(text, words) {
  const at = Math.max(text.toLowerCase().indexOf(words.toLowerCase()), 0)
  const from = Math.max(at - 60, 0)
  const part = text.slice(from, from + 240)
  return (from ? '…' : '') + part + (from + 240 < text.length ? '…' : '')
}

function marked(text, words) {
  const at = text.toLowerCase().indexOf(words.toLowerCase())
  if (at < 0) return [text]
  return [text.slice(0, at), make('mark', {}, text.slice(at, at + words.length)), text.slice(at + words.length)]
}

const spoken = node => [...node.childNodes].map(one => one.textContent).join(' ').replace(/\s+/g, ' ').trim()

function onPage(words) {
  const matches = matcher(words)
  const out = []
  for (const node of $$('#exhibits .item')) {
    const text = spoken($('h4', node)) + ' ' + $$('dd', node).map(spoken).join(' ')
    if (matches(text)) out.push(result(node.id, node.id, say('exhibits'), text, words))
  }
  for (const node of $$('#days .event')) {
    const text = $$('.said, .as-read', node).map(spoken).join(' ')
    if (matches(text)) out.push(result(node.id, node.id, $('h3', node.closest('.day')).textContent, text, words))
  }
  return out
}

function inOthers(words) {
  const matches = matcher(words)
  return data.others.filter(row => matches(row[3] + ' ' + row[4])).map(row => result(row[0], row[0], row[1], row[3] + ' ' + row[4], words))
}

// inChats searches the text of the chunks as it lies in the file: what was said, and
// who said it.
function inChats(words) {
  const needle = JSON.stringify(words).slice(1, -1).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
  const matches = matcher(words)
  const cased = words.toLowerCase() !== words.toUpperCase()
  const pattern = cased ? new RegExp(needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi') : null
  // What can be a part of the signs around a text or in it is looked at closer.
  const plain = !/[0-9\-:.,"\\[\] ]/.test(words)
  const sure = (raw, from, end) => plain && !raw.slice(from, end).includes('\\')
  const named = new Map() // by conversation, the speakers whose name has the words
  const out = []
  for (const chunk of chunks) {
    if (!named.has(chunk.chat)) {
      named.set(chunk.chat, new Set(chatData(chunk.chat).speakers.flatMap((name, i) => matches(name) ? [i] : [])))
    }
    const speakers = named.get(chunk.chat)
    const raw = chunk.script.textContent
    let line = 0 // the first is "["
    let from = 0
    // step goes to the line in which a place is.
    const step = at => {
      for (let end = raw.indexOf('\n', from); end >= 0 && end < at; end = raw.indexOf('\n', from)) {
        line++
        from = end + 1
      }
      const end = raw.indexOf('\n', at)
      return end < 0 ? raw.length : end
    }
    if (speakers.size) {
      for (let at = raw.indexOf('\n') + 1; at > 0 && raw[at] === '['; at = raw.indexOf('\n', at) + 1) {
        const end = step(at)
        if (speakers.has(parseInt(raw.slice(raw.indexOf('",', at) + 2, end), 10)) || next(raw.slice(at, end), needle, pattern, 0) >= 0 && matches(parsedRow(raw, at, end)[2])) out.push(messageFound(chunk, line - 1, raw, at, end, words))
      }
      continue
    }
    for (let at = next(raw, needle, pattern, 0); at >= 0;) {
      const end = step(at)
      const text = textStart(raw, from)
      if (at < text) { // in the time or the speaker's number: the text may have it, too
        at = next(raw, needle, pattern, text)
        continue
      }
      if (sure(raw, from, end) || matches(parsedRow(raw, from, end)[2])) out.push(messageFound(chunk, line - 1, raw, from, end, words))
      at = next(raw, needle, pattern, end)
    }
  }
  return out
}

// textStart is where the text of a line begins: ["time",speaker,"text". No time has
// a quotation mark.
function textStart(raw, from) { return raw.indexOf(',"', raw.indexOf('",', from) + 2) + 2 }

function next(raw, needle, pattern, from) {
  if (!pattern) return raw.indexOf(needle, from)
  pattern.lastIndex = from
  const hit = pattern.exec(raw)
  return hit ? hit.index : -1
}

function parsedRow(raw, from, end) {
  let text = raw.slice(from, end)
  if (text.endsWith(',')) text = text.slice(0, -1)
  return JSON.parse(text)
}

function messageFound(chunk, index, raw, from, end, words) {
  return () => {
    const row = parsedRow(raw, from, end)
    const chat = chatData(chunk.chat)
    return result(chunk.chat + '-' + (chunk.seq + index), 'R' + (chunk.record + index), row[0], chat.speakers[row[1]] + ': ' + row[2], words)()
  }
}
