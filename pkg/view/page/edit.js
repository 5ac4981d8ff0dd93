// Choosing among evidence and in the story.

function choosableItem(node) {
  const id = node.dataset.item
  const item = data.items[id]
  const name = id + ' ' + $('.name', node).textContent
  node.setIn = is => {
    put('evidence', id, 'packet', is, item.in)
    node.classList.toggle('in', is)
    star.set(is)
    countIn(node.closest('.group'))
  }
  const star = inSwitch(item.in, name, node.setIn)
  const form = itemForm(node, id, item)
  const opener = button(say('change'), () => toggleForm(opener, form, $('input', form)), {'aria-expanded': 'false', 'aria-label': say('change') + ': ' + name})
  const tools = make('p', {class: 'tools'}, star, ' ', opener)
  if (node.closest('.group:not(.left)')) {
    for (const [sign, words, by] of [['↑', 'up', -1], ['↓', 'down', 1]]) {
      const mover = button(sign, () => { moveItem(node, by); mover.focus() }, {class: 'icon', 'aria-label': say(words) + ': ' + name, title: say(words)})
      tools.append(' ', mover)
    }
  }
  if (item.pieces) tools.append(' ', button(say('mask'), () => openPicture(id, true), {'aria-label': say('mask') + ': ' + name}))
  $('.words', node).append(tools, form)
}

function itemForm(node, id, item) {
  const form = make('div', {class: 'form', hidden: true})
  for (const field of ['title', 'source', 'proves']) {
    const input = make(field === 'proves' ? 'textarea' : 'input', {id: field + '-' + id, rows: field === 'proves' ? 2 : null, type: field === 'proves' ? null : 'text'})
    input.value = item[field]
    input.addEventListener('change', () => {
      put('evidence', id, field, input.value.trim(), item[field])
      if (field === 'title') $('.name', node).textContent = input.value.trim() || item.name || id
      const shown = $('[data-field=' + field + ']', node)
      if (shown) shown.textContent = input.value
    })
    form.append(make('p', {}, make('label', {for: input.id}, say('field.' + field)), input, ...hint(item, field, input)))
  }
  if (item.event && data.elements.length) form.append(elementChoice(id, item))
  const away = make('input', {type: 'checkbox', id: 'away-' + id, onchange: () => put('evidence', id, 'withdrawn', away.checked ? say('away.why') : '', item.out ? undefined : '')})
  away.checked = item.out
  form.append(make('p', {}, away, ' ', make('label', {for: away.id}, say('away'))))
  return form
}

// hint offers what the program would say.
function hint(item, field, input) {
  const words = item['hint' + field[0].toUpperCase() + field.slice(1)]
  if (!words || words === item[field]) return []
  return [button(say('take-hint', words), () => {
    input.value = words
    input.dispatchEvent(new Event('change'))
    input.focus()
  }, {class: 'small hint'})]
}

// elementChoice has an evidence tell an element of the story.
function elementChoice(id, item) {
  const select = make('select', {id: 'element-of-' + id})
  select.append(make('option', {value: ''}, say('no-element')), ...data.elements.map(([element, name]) => make('option', {value: element}, name)))
  const before = item.elements[0] || ''
  let last = select.value = before
  select.addEventListener('change', () => {
    if (last) tell(last, item.event, last === before ? false : undefined)
    if (select.value) tell(select.value, item.event, select.value === before ? undefined : true)
    last = select.value
  })
  return make('p', {}, make('label', {for: select.id}, say('field.element')), select)
}

// tell has an event tell an element, or no longer; undefined is as the case has it.
function tell(element, event, is) {
  const said = chosen.story[element] || (chosen.story[element] = {})
  for (const key of ['take', 'drop']) {
    const rest = (said[key] || []).filter(one => one !== event)
    if (rest.length) said[key] = rest
    else delete said[key]
  }
  if (is !== undefined) {
    const key = is ? 'take' : 'drop'
    said[key] = [...(said[key] || []), event]
  }
  if (!Object.keys(said).length) delete chosen.story[element]
  choicesChanged()
}

// moveItem moves an exhibit within its group; the order of all is what is kept.
function moveItem(node, by) {
  const other = by < 0 ? node.previousElementSibling : node.nextElementSibling
  if (!other || !other.classList.contains('item')) return
  if (by < 0) other.before(node)
  else other.after(node)
  chosen.order = $$('.group:not(.left) .item').map(one => one.dataset.item)
  const before = Object.keys(data.items).filter(id => chosen.order.includes(id))
  if (chosen.order.join() === before.join()) chosen.order = null
  choicesChanged()
  told.textContent = say('moved', node.dataset.item, chosen.order ? chosen.order.indexOf(node.dataset.item) + 1 : before.indexOf(node.dataset.item) + 1)
}

// The story: proposals are taken, what is told can be taken out, and what is
// missing is written or said not to be.
function choosableElement(node) {
  const element = node.dataset.element
  for (const fact of $$('.fact', node)) {
    const event = fact.dataset.fact
    const proposal = fact.classList.contains('proposal')
    const choice = button('', () => {
      const on = choice.getAttribute('aria-pressed') !== 'true'
      set(on)
      tell(element, event, on === !proposal ? undefined : on)
    }, {class: 'switch'})
    const set = on => {
      choice.setAttribute('aria-pressed', on)
      choice.textContent = on ? '✓ ' + say('told') : say('take')
      choice.setAttribute('aria-label', choice.textContent + ': ' + event)
      fact.classList.toggle('taken', on)
    }
    set(!proposal)
    fact.append(make('p', {class: 'tools'}, choice))
  }
  const none = node.dataset.state === 'none'
  const form = make('div', {class: 'form', hidden: true})
  const text = make('textarea', {id: 'say-' + element, rows: 3, onchange: () => said()})
  const at = make('input', {id: 'at-' + element, type: 'text', placeholder: say('at.hint'), onchange: () => said()})
  const said = () => {
    const words = text.value.trim()
    put('story', element, 'say', words ? {text: words, at: at.value.trim()} : undefined, undefined)
  }
  form.append(make('p', {}, make('label', {for: text.id}, say('write')), text), make('p', {}, make('label', {for: at.id}, say('at')), at))
  if (none) {
    form.append(make('p', {}, button(say('none.back'), event => { put('story', element, 'none', '', undefined); event.target.disabled = true })))
  } else {
    const why = make('input', {id: 'why-' + element, type: 'text', onchange: () => put('story', element, 'none', why.value.trim(), '')})
    form.append(make('p', {}, make('label', {for: why.id}, say('none')), why))
  }
  const opener = button(say('write-it'), () => toggleForm(opener, form, text), {'aria-expanded': 'false', 'aria-label': say('write-it') + ': ' + $('h3 span', node).textContent, class: 'small'})
  node.append(make('p', {class: 'tools'}, opener), form)
}
