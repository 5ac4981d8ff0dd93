// One tick for a group of exhibits: all of them in, or all out. What a filter hides
// is neither changed nor counted.

function choosableGroup(group, number) {
  if ($$('.item', group).length < 2) return
  const shown = () => $$('.item', group).filter(node => !node.hidden)
  const head = $('h3', group)
  head.id = 'group-' + number
  const tick = make('input', {type: 'checkbox', id: 'all-' + number, 'aria-labelledby': `all-words-${number} ${head.id}`})
  const words = make('label', {for: tick.id, id: 'all-words-' + number})
  tick.addEventListener('change', () => {
    const is = tick.checked // each that is set counts anew
    for (const node of shown()) node.setIn(is)
  })
  group.countIn = () => {
    const all = shown()
    const are = all.filter(node => node.classList.contains('in')).length
    tick.checked = are > 0 && are === all.length
    tick.indeterminate = are > 0 && are < all.length
    words.textContent = say('all-in', are, all.length)
  }
  group.countIn()
  head.after(make('p', {class: 'tools all'}, tick, words))
}

function countIn(group) {
  if (group && group.countIn) group.countIn()
}
