// Pictures in full, and boxes drawn on them that cover what others need not see.

function startPictures() {
  for (const image of $$('.item .thumb img')) {
    const id = image.closest('.item').dataset.item
    if (!data.items[id].pieces) continue
    const opener = button('', () => openPicture(id, false), {class: 'opener', 'aria-label': image.alt})
    image.replaceWith(opener)
    image.alt = ''
    opener.append(image)
  }
}

// openPicture shows a picture as large as the page has it.
function openPicture(id, masking) {
  const item = data.items[id]
  const addresses = []
  const canvas = make('div', {class: 'canvas'})
  for (const piece of $$('script.full').filter(one => one.dataset.of === id)) {
    const bytes = Uint8Array.from(atob(piece.textContent), c => c.charCodeAt(0))
    const address = URL.createObjectURL(new Blob([bytes], {type: piece.dataset.type}))
    addresses.push(address)
    canvas.append(make('img', {src: address, alt: say('picture', id), width: piece.dataset.width, height: piece.dataset.height}))
  }
  if (addresses.length === 1) canvas.classList.add('single')
  const close = button(say('close'), () => dialog.close(), {class: 'main'})
  const dialog = make('dialog', {'aria-label': say('picture', id)}, make('div', {class: 'dialog-head'}, make('b', {}, id), close))
  if (!data.share) dialog.append(maskTools(id, item, canvas))
  dialog.append(make('div', {class: 'canvas-scroll', tabindex: '0', role: 'region', 'aria-label': say('picture', id)}, canvas))
  dialog.addEventListener('close', () => {
    addresses.forEach(one => URL.revokeObjectURL(one))
    dialog.remove()
    const back = $('#' + id + ' .opener')
    if (back) back.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
  if (masking) $('.mask-tools button', dialog).focus()
}

// maskTools are for drawing boxes: by pointer, and by numbers for those who use
// none.
function maskTools(id, item, canvas) {
  const list = make('ul', {class: 'boxes'})
  const status = make('p', {role: 'status'})
  const mine = () => chosen.masks.filter(mask => mask.evidence === id)
  const redraw = () => {
    $$('.box', canvas).forEach(one => one.remove())
    list.textContent = ''
    mine().forEach((mask, n) => {
      canvas.append(boxNode(mask.box, item))
      list.append(make('li', {}, say('box', n + 1, ...mask.box), ' ',
        button(say('box.remove'), () => { chosen.masks.splice(chosen.masks.indexOf(mask), 1); changed() }, {'aria-label': say('box.remove') + ' ' + (n + 1)})))
    })
  }
  const changed = () => {
    redraw()
    choicesChanged()
    status.textContent = say('boxes', mine().length)
  }
  const add = box => {
    chosen.masks.push({evidence: id, box})
    changed()
  }
  const fields = ['left', 'top', 'width', 'height'].map((name, i) => {
    const input = make('input', {type: 'number', min: 0, max: 100, id: 'box-' + name, value: [10, 10, 30, 10][i]})
    return make('span', {class: 'number-field'}, make('label', {for: input.id}, say('box.' + name)), input)
  })
  const byNumbers = button(say('box.add'), () => {
    const [left, top, width, height] = fields.map(one => Math.min(Math.max(Number($('input', one).value), 0), 100))
    add(inside([left / 100 * item.width, top / 100 * item.height, width / 100 * item.width, height / 100 * item.height], item))
  })
  drawing(canvas, item, add)
  redraw()
  return make('div', {class: 'mask-tools'}, make('p', {}, say('mask.how')), make('p', {class: 'numbers'}, ...fields, byNumbers), list, status)
}

// inside is a box of whole pixels within the picture.
function inside([x, y, width, height], item) {
  const left = Math.min(Math.max(Math.floor(x), 0), item.width - 1)
  const top = Math.min(Math.max(Math.floor(y), 0), item.height - 1)
  return [left, top, Math.max(Math.min(Math.ceil(width), item.width - left), 1), Math.max(Math.min(Math.ceil(height), item.height - top), 1)]
}

function boxNode([x, y, width, height], item) {
  const node = make('div', {class: 'box'})
  node.style.left = x / item.width * 100 + '%'
  node.style.top = y / item.height * 100 + '%'
  node.style.width = width / item.width * 100 + '%'
  node.style.height = height / item.height * 100 + '%'
  return node
}

// drawing makes a box of where the pointer goes down and up.
function drawing(canvas, item, add) {
  let from = null
  let ghost = null
  const place = event => {
    const at = canvas.getBoundingClientRect()
    return [(event.clientX - at.left) / at.width * item.width, (event.clientY - at.top) / at.height * item.height]
  }
  const between = (a, b) => inside([Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])], item)
  canvas.addEventListener('pointerdown', event => {
    if (event.button !== 0) return
    event.preventDefault()
    from = place(event)
    canvas.setPointerCapture(event.pointerId)
  })
  canvas.addEventListener('pointermove', event => {
    if (!from) return
    if (ghost) ghost.remove()
    ghost = boxNode(between(from, place(event)), item)
    ghost.classList.add('ghost')
    canvas.append(ghost)
  })
  canvas.addEventListener('pointercancel', () => { from = null; if (ghost) ghost.remove() })
  canvas.addEventListener('pointerup', event => {
    if (!from) return
    const box = between(from, place(event))
    from = null
    if (ghost) ghost.remove()
    if (box[2] > item.width / 200 && box[3] > item.height / 400) add(box)
  })
}
