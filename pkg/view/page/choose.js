// What the user chooses, and how it is given back: a file of what differs.

const chosen = {evidence: {}, records: {}, story: {}, order: null, masks: []}
let saved = ''

function chosenIn(number, before) {
  const said = chosen.records[number]
  return said && 'packet' in said ? said.packet : before
}

// choices is the file: only what differs from the case.
function choices() {
  const out = {format: 'complain-choices', version: 1, case: data.case, base: data.base}
  for (const part of ['evidence', 'records', 'story']) {
    const kept = Object.entries(chosen[part]).filter(([, said]) => Object.keys(said).length)
    if (kept.length) out[part] = Object.fromEntries(kept)
  }
  if (chosen.order) out.order = chosen.order
  if (chosen.masks.length) out.masks = chosen.masks
  return JSON.stringify(out, null, 1) + '\n'
}

function countChoices() {
  let n = (chosen.order ? 1 : 0) + chosen.masks.length
  for (const part of ['evidence', 'records', 'story']) {
    for (const said of Object.values(chosen[part])) n += Object.keys(said).length
  }
  return n
}

// put keeps a choice, or forgets it where the case says so already.
function put(part, id, key, value, before) {
  const said = chosen[part][id] || (chosen[part][id] = {})
  if (value === before) delete said[key]
  else said[key] = value
  if (!Object.keys(said).length) delete chosen[part][id]
  choicesChanged()
}

let bar, told, saveButton

function startChoosing() {
  told = make('span', {role: 'status'})
  saveButton = button(say('save'), save, {class: 'main'})
  bar = make('div', {class: 'bar', role: 'region', 'aria-label': say('choices')}, told, saveButton,
    button(say('copy'), copy))
  $('#main').after(bar)
  for (const node of $$('.item')) choosableItem(node)
  $$('.group:not(.left)').forEach(choosableGroup)
  for (const node of $$('#days .event')) choosableEvent(node)
  for (const node of $$('.element')) choosableElement(node)
  window.addEventListener('beforeunload', event => { if (countChoices() && saved !== choices()) event.preventDefault() })
  choicesChanged()
}

function choicesChanged() {
  const n = countChoices()
  bar.classList.toggle('has', n > 0)
  const isSaved = n > 0 && saved === choices()
  if (!isSaved) told.textContent = n ? say('changes', n) : say('no-changes')
  saveButton.disabled = n === 0
}

function save() {
  const text = choices()
  const address = URL.createObjectURL(new Blob([text], {type: 'application/json'}))
  const way = make('a', {href: address, download: data.file})
  document.body.append(way)
  way.click()
  way.remove()
  setTimeout(() => URL.revokeObjectURL(address), 10000)
  saved = text
  told.textContent = say('saved', data.file)
}

async function copy() {
  const text = choices()
  try {
    await navigator.clipboard.writeText(text)
    saved = text
    told.textContent = say('copied')
  } catch {
    told.textContent = say('not-copied')
  }
}

// A switch says with words and aria-pressed whether something is in.
function inSwitch(is, name, act, brief) {
  const node = button('', () => act(node.getAttribute('aria-pressed') !== 'true'), {class: 'switch'})
  node.set = on => {
    node.setAttribute('aria-pressed', on)
    node.textContent = (on ? '★' : '☆') + (brief ? '' : ' ' + (on ? say('in') : say('out')))
    if (brief) node.title = on ? say('in') : say('out')
    node.setAttribute('aria-label', (on ? say('in') : say('out')) + ': ' + name)
  }
  node.set(is)
  return node
}

function choosableEvent(node) {
  const number = node.dataset.event
  if (node.dataset.fixed) return
  const before = node.closest('#days') !== null
  const set = is => {
    put('records', number, 'packet', is, before)
    node.classList.toggle('in', is)
    star.set(is)
  }
  const star = inSwitch(chosenIn(number, before), number, set)
  const words = make('textarea', {rows: 3, id: 'words-' + number})
  const sentence = $('.sentence', node)
  words.value = words.defaultValue = sentence ? sentence.textContent : ''
  words.addEventListener('change', () => put('records', number, 'sentence', words.value.trim(), words.defaultValue))
  const form = make('p', {class: 'form', hidden: true}, make('label', {for: words.id}, say('own-words')), words)
  const opener = button(say('word-it'), () => toggleForm(opener, form, words), {'aria-expanded': 'false', class: 'small', 'aria-label': say('word-it') + ': ' + number})
  node.append(make('p', {class: 'tools'}, star, ' ', opener), form)
}

function toggleForm(opener, form, first) {
  form.hidden = !form.hidden
  opener.setAttribute('aria-expanded', String(!form.hidden))
  if (!form.hidden) first.focus()
}

// Messages are chosen one by one, or with shift a run of them.
let lastChosen = null

function choosableMessage(node, number, before) {
  const star = inSwitch(chosenIn(number, before), number, is => setMessage(is), true)
  const setMessage = is => {
    node.setChosen(is)
    if (shifted && lastChosen && lastChosen.isConnected) {
      const all = $$('.message', node.closest('.chapter'))
      const [from, to] = [all.indexOf(lastChosen), all.indexOf(node)].sort((a, b) => a - b)
      if (from >= 0) for (const one of all.slice(from, to + 1)) one.setChosen(is)
    }
    lastChosen = node
  }
  node.setChosen = is => {
    put('records', number, 'packet', is, before)
    setIn(node, is)
    star.set(is)
  }
  node.prepend(star)
}

let shifted = false
document.addEventListener('click', event => { shifted = event.shiftKey }, true)
