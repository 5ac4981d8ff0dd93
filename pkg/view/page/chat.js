// Conversations: of each, one chapter stands on the page, and of that only what
// somebody has come near to.

const chunksInChapter = 10
let chunks = []
const chats = new Map()

function findChunks() {
  chunks = $$('script.chunk').map(script => ({script, chat: script.dataset.chat, seq: Number(script.dataset.seq),
    record: Number(script.dataset.record), count: Number(script.dataset.count), from: script.dataset.from}))
  for (const chunk of chunks) {
    if (!chats.has(chunk.chat)) chats.set(chunk.chat, {id: chunk.chat, chunks: [], chapter: -1})
    const chat = chats.get(chunk.chat)
    chunk.index = chat.chunks.length
    chat.chunks.push(chunk)
  }
  for (const chat of chats.values()) {
    const place = $('#chat-' + chat.id + ' .chapter')
    place.append(button(say('chat.open'), () => openChat(chat.id), {class: 'more'}))
  }
}

function within(chunk, what, number) {
  return chunk[what] <= number && number < chunk[what] + chunk.count
}

function chatData(id) {
  const chat = chats.get(id)
  if (!chat.data) chat.data = JSON.parse(document.getElementById('chat-' + id + '-data').textContent)
  return chat.data
}

function openFirstChat() {
  const chat = chats.values().next().value
  if (chat && chat.chapter < 0) openChat(chat.id)
}

// openChat opens a conversation where the first message stands that goes into
// packets.
function openChat(id) {
  const chat = chats.get(id)
  if (!chat || chat.chapter >= 0) return
  const first = Math.min(...Object.keys(chatData(id).in).map(Number))
  const at = chat.chunks.find(chunk => within(chunk, 'record', first)) || chat.chunks[0]
  openChapter(chat, Math.floor(at.index / chunksInChapter))
  fill(at)
  const node = document.getElementById(id + '-' + (at.seq + first - at.record))
  if (node) node.scrollIntoView({block: 'center'})
}

// openChapter puts the places of a chapter's chunks on the page; each is filled
// when it comes near.
function openChapter(chat, number) {
  chat.chapter = number
  const place = $('#chat-' + chat.id + ' .chapter')
  place.textContent = ''
  const chapters = Math.ceil(chat.chunks.length / chunksInChapter)
  if (chapters > 1) place.append(chapterWays(chat, number, chapters))
  const near = new IntersectionObserver(seen => {
    for (const one of seen) if (one.isIntersecting) fill(chat.chunks[Number(one.target.dataset.index)])
  }, {rootMargin: '600px'})
  if (chat.near) chat.near.disconnect()
  chat.near = near
  for (const chunk of chat.chunks.slice(number * chunksInChapter, (number + 1) * chunksInChapter)) {
    chunk.place = make('ol', {class: 'messages', 'data-index': chunk.index})
    chunk.place.style.minHeight = chunk.count * 3.2 + 'rem'
    chunk.filled = false
    place.append(chunk.place)
    near.observe(chunk.place)
  }
  if (chapters > 1) place.append(chapterWays(chat, number, chapters))
}

function chapterWays(chat, number, chapters) {
  const move = to => {
    openChapter(chat, to)
    const head = $('#chat-' + chat.id)
    head.scrollIntoView({block: 'start'})
    head.focus({preventScroll: true})
  }
  const select = make('select', {'aria-label': say('chat.chapter'), onchange: () => move(Number(select.value))})
  for (let i = 0; i < chapters; i++) {
    const first = chat.chunks[i * chunksInChapter]
    const last = chat.chunks[Math.min((i + 1) * chunksInChapter, chat.chunks.length) - 1]
    select.append(make('option', {value: i, selected: i === number}, first.from.slice(0, 10) + '  ' + first.seq + '–' + (last.seq + last.count - 1)))
  }
  return make('p', {class: 'chapters'},
    button(say('chat.before'), () => move(number - 1), {disabled: number === 0}), ' ', select, ' ',
    button(say('chat.after'), () => move(number + 1), {disabled: number === chapters - 1}))
}

function fill(chunk) {
  if (chunk.filled) return
  chunk.filled = true
  const chat = chatData(chunk.chat)
  const nodes = JSON.parse(chunk.script.textContent).map((row, i) => messageNode(chunk, chat, row, i))
  chunk.place.style.minHeight = ''
  chunk.place.append(...nodes)
}

function messageNode(chunk, chat, [at, who, text, system, files], i) {
  const number = 'R' + (chunk.record + i)
  const because = chat.in[chunk.record + i]
  const node = make('li', {class: 'message speaker' + who % 6 + (system ? ' system' : ''), id: chunk.chat + '-' + (chunk.seq + i), tabindex: '-1', 'data-event': number},
    make('span', {class: 'meta'}, make('time', {}, at), ' ', make('b', {}, chat.speakers[who]), ' ', make('span', {class: 'number'}, number)),
    make('span', {class: 'text'}, text), ...(files || []).map(link))
  if (because) node.append(make('span', {class: 'because'}, because))
  setIn(node, chosenIn(number, because !== undefined))
  if (!data.share) choosableMessage(node, number, because !== undefined)
  return node
}

function setIn(node, is) {
  node.classList.toggle('in', is)
}

// showMessage goes to a message of the chunk that fits.
function showMessage(fits, to) {
  const chunk = chunks.find(fits)
  if (!chunk) return false
  const chat = chats.get(chunk.chat)
  show('chats')
  const chapter = Math.floor(chunk.index / chunksInChapter)
  if (chat.chapter !== chapter) openChapter(chat, chapter)
  fill(chunk)
  const hash = decodeURIComponent(location.hash.slice(1))
  const id = to ? hash : chunk.chat + '-' + (chunk.seq + Number(hash.slice(1)) - chunk.record)
  const node = document.getElementById(id)
  bring(node)
  // What lies above may yet be filled and move it.
  requestAnimationFrame(() => node.scrollIntoView({block: 'center'}))
  return true
}
