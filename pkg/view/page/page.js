// The page itself: tools, its parts, and the way by addresses (#E3, #R18, #E3-120).

const $ = (selector, root = document) => root.querySelector(selector)
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)]
const data = JSON.parse($('#data').textContent)
const rules = new Intl.PluralRules(document.documentElement.lang)
const forms = data.plurals.split(';').map(rule => rule.split(':')[0].trim())

// say is a sentence; {0} is an argument, {0|record|records} the word that goes with it.
function say(code, ...args) {
  return data.words[code].replace(/\{(\d)(?:\|([^}]*))?\}/g, (_, at, words) => {
    if (words === undefined) return args[at]
    const list = words.split('|')
    const form = forms.indexOf(rules.select(Number(args[at])))
    return list[form < 0 ? list.length - 1 : form]
  })
}

// make is an element; text is always text.
function make(tag, attributes = {}, ...inside) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value)
    else if (value === true) node.setAttribute(name, '')
    else if (value !== false && value !== undefined && value !== null) node.setAttribute(name, value)
  }
  node.append(...inside.filter(one => one !== null && one !== undefined && one !== ''))
  return node
}

function button(words, act, attributes = {}) {
  return make('button', {type: 'button', onclick: act, ...attributes}, words)
}

// link leads to a place of the page.
function link([to, label]) {
  return to ? make('a', {class: 'ref', href: '#' + to}, label) : make('span', {class: 'ref'}, label)
}

// show brings one part to the front. On paper all of them stand below one another.
function show(id) {
  for (const part of $$('.part')) part.classList.toggle('current', part.id === id)
  for (const way of $$('.ways a')) {
    if (way.hash === '#' + id) way.setAttribute('aria-current', 'page')
    else way.removeAttribute('aria-current')
  }
  if (id === 'chats') openFirstChat()
}

function bring(node) {
  const part = node.closest('.part')
  if (part) show(part.id)
  for (let at = node.closest('details'); at; at = at.parentElement.closest('details')) at.open = true
  if (node.hidden) clearFilters()
  node.scrollIntoView({block: 'center'})
  node.focus({preventScroll: true})
  node.classList.add('found')
  setTimeout(() => node.classList.remove('found'), 2500)
}

// toTop shows a part from its beginning, as far up as somebody had scrolled.
function toTop() {
  requestAnimationFrame(() => {
    const top = $('.top').offsetTop + $('.top').offsetHeight
    if (window.scrollY > top) window.scrollTo(0, top)
  })
}

// follow goes where the address says.
function follow() {
  const to = decodeURIComponent(location.hash.slice(1))
  const place = /^(E\d+)-(\d+)$/.exec(to)
  const record = /^R(\d+)$/.exec(to)
  const node = to && document.getElementById(to)
  if (place && showMessage(chunk => chunk.chat === place[1] && within(chunk, 'seq', Number(place[2])), place[1])) return
  if (node && node.classList.contains('part')) {
    show(to)
    toTop()
    $('h2', node).focus({preventScroll: true})
  } else if (node && node.classList.contains('conversation')) {
    openChat(node.dataset.chat)
    bring(node)
  } else if (node && node.id !== 'main') {
    bring(node)
  } else if (record && showMessage(chunk => within(chunk, 'record', Number(record[1])))) {
    return
  } else if (record && showOther(to)) {
    return
  } else if (!$('.part.current')) {
    show($('.part').id)
  }
}

function start() {
  document.body.classList.add('scripted')
  findChunks()
  startSearch()
  startTimeline()
  startFilters()
  if (!data.share) startChoosing()
  startPictures()
  window.addEventListener('hashchange', follow)
  show($('.part').id)
  if (location.hash) follow()
}

// The timeline: filters, and the events that go into no packet.
let othersShown = 0
const othersAtOnce = 200

function startTimeline() {
  const days = $('#days')
  if (!days) return
  if (data.others.length) {
    const list = make('ol', {class: 'events', id: 'others'})
    const more = button(say('others', data.others.length), () => moreOthers(list, more), {class: 'more', 'aria-expanded': 'false'})
    days.after(make('div', {class: 'day others'}, more, list))
  }
}

function moreOthers(list, more) {
  for (const row of data.others.slice(othersShown, othersShown + othersAtOnce)) list.append(otherEvent(row))
  othersShown = Math.min(othersShown + othersAtOnce, data.others.length)
  more.setAttribute('aria-expanded', 'true')
  more.hidden = othersShown === data.others.length
  more.textContent = say('others.more', data.others.length - othersShown)
  list.after(more)
}

function otherEvent([id, at, kind, who, text, amount, cites, fixed]) {
  const node = make('li', {class: 'event ' + kind, id, 'data-event': id, 'data-kind': kind, 'data-fixed': fixed ? '1' : false, tabindex: '-1'},
    make('p', {class: 'said'}, make('time', {}, at), ' ', who ? make('b', {}, who) : '', ' ', make('span', {}, text), amount ? make('span', {class: 'amount'}, amount) : ''),
    make('p', {class: 'by'}, make('span', {class: 'number'}, id), ' ', ...cites.flatMap(cite => [link(cite), ' '])))
  if (!data.share) choosableEvent(node)
  return node
}

function showOther(id) {
  const at = data.others.findIndex(row => row[0] === id)
  if (at < 0) return false
  const list = $('#others')
  const more = list.parentElement.querySelector('.more')
  while (othersShown <= at) moreOthers(list, more)
  bring(document.getElementById(id))
  return true
}

// Filters by kind.
function startFilters() {
  filter('#exhibits', '.item', say('all-kinds'))
  filter('#timeline', '.event', say('all-kinds'))
}

function filter(part, each, all) {
  const place = $(part)
  if (!place) return
  const kinds = [...new Set($$(each, place).map(node => node.dataset.kind))]
  if (kinds.length < 2) return
  const select = make('select', {id: part.slice(1) + '-kind', onchange: () => {
    for (const node of $$(each, place)) node.hidden = select.value !== '' && node.dataset.kind !== select.value
    for (const group of $$('.group, .day:not(.others)', place)) {
      group.hidden = !$$(each, group).some(node => !node.hidden)
      countIn(group)
    }
  }}, make('option', {value: ''}, all), ...kinds.map(kind => make('option', {value: kind}, say('kind.' + kind))))
  $('h2', place).after(make('p', {class: 'filter'}, make('label', {for: select.id}, say('kind')), ' ', select))
}

function clearFilters() {
  for (const select of $$('.filter select')) {
    select.value = ''
    select.dispatchEvent(new Event('change'))
  }
}
