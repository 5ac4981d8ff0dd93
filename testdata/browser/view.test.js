'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const fs = require('node:fs')
const http = require('node:http')
const path = require('node:path')
const {pathToFileURL} = require('node:url')
const playwright = require('playwright-core')
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const {chromium, complain, demo, chat, folder, home} = require('./page.js')

let browser
const here = {skip: chromium ? false : 'there is no chromium'}
test.before(async () => { if (chromium) browser = await playwright.chromium.launch({executablePath: chromium, args: ['--no-sandbox']}) })
test.after(async () => { if (browser) await browser.close() })

async function open(file, {hash = '', ...options} = {}) {
  const context = await browser.newContext({viewport: {width: 1200, height: 900}, acceptDownloads: true, ...options})
  const page = await context.newPage()
  page.faults = []
  page.on('pageerror', error => page.faults.push(error.message))
  page.on('console', line => { if (line.type() === 'error') page.faults.push(line.text()) })
  await page.goto(pathToFileURL(file) + hash)
  return page
}

const done = async page => { assert.deepEqual(page.faults, []); await page.context().close() }
const speaker = line => line.slice(line.indexOf(' - ') + 3, line.indexOf(': ', 18))
const count = text => Number(text.replace(/\D+/g, ' ').trim().split(' ')[0])

test('a hundred thousand messages: few elements, the last one shown, searches exact', here, async () => {
  const {page: file, texts} = chat(100000)
  assert.ok(fs.statSync(file).size <= 15e6, 'the page has ' + fs.statSync(file).size + ' bytes')
  const page = await open(file)
  await page.click('.ways a[href="#chats"]')
  assert.ok(await page.evaluate(() => document.getElementsByTagName('*').length) <= 10000)
  await page.evaluate(() => { location.hash = '#E1-99990' })
  await page.waitForFunction(() => document.activeElement.id === 'E1-99990')
  const box = await page.locator('#E1-99990').boundingBox()
  assert.ok(box.y > 0 && box.y < 900, 'it stands at ' + box.y)
  assert.ok(await page.evaluate(() => document.documentElement.scrollHeight) < 16e6)
  for (const words of ['正品', '独角', '"quoted" \\ back <b>slash</b>', 'QUOTED', '2020', 'Ada']) {
    const want = texts.filter(line => line.slice(line.indexOf(': ', 18) + 2).toLowerCase().includes(words.toLowerCase()) || speaker(line).includes(words)).length
    await page.evaluate(words => search(words), words)
    assert.equal(Number(await page.getAttribute('#results ol', 'data-count')), want + (await page.evaluate(words => onPage(words).length + inOthers(words).length, words)), words)
  }
  await page.evaluate(() => search('独角'))
  const links = await page.locator('#results a.ref').evaluateAll(all => all.map(one => one.hash))
  assert.ok(links.includes('#E1-1') && links.includes('#E1-100000'), String(links))
  await page.click('#results a.ref[href="#E1-100000"]')
  await page.waitForFunction(() => document.activeElement.id === 'E1-100000')
  await done(page)
  const direct = await open(file, {hash: '#E1-99990'})
  await direct.waitForFunction(() => document.activeElement.id === 'E1-99990')
  await done(direct)
})

test('nothing is asked of a network, with the policy and without', here, async () => {
  let hits = 0
  const server = http.createServer((_, answer) => { hits++; answer.end() })
  await new Promise(ready => server.listen(0, '127.0.0.1', ready))
  const url = `http://127.0.0.1:${server.address().port}/x`
  const dir = folder('hostile')
  const naughty = [`<img src="${url}">`, `<form action="${url}"><input autofocus>`, `<style>@import "${url}"</style>`, `<svg><image href="${url}"/></svg>`,
    `<iframe srcdoc="<img src='${url}'>"></iframe>`, '</script><img src=x onerror="window.ran=1">', '<!--<script>', ']]>', '"\'`\\', '\u202e\u2066\u0007\u0000\u2028', '=cmd|calc', '💩👨‍👩‍👧', 'ﷺ', '%n%s', '../../etc']
  fs.writeFileSync(path.join(dir, 'WhatsApp Chat with Shop.txt'), naughty.map((text, i) => `05/03/2026, 10:${String(i).padStart(2, '0')} - A${text}: ${text}`).join('\n') + '\n')
  fs.writeFileSync(path.join(dir, '<img src=x onerror=alert(1)>.bin'), 'x')
  complain(dir, '-q', 'new', '</script><img src=x onerror="window.ran=1">', '--seller', '<b onclick=x>', '--path', 'h.complain')
  complain(dir, '-q', 'add-evidence', '--date-order', 'dmy', 'WhatsApp Chat with Shop.txt', '<img src=x onerror=alert(1)>.bin')
  complain(dir, '-q', 'evidence', 'set', 'E1', '--title', `<img src="${url}">`, '--proves', '</textarea><script>window.ran=1</script>')
  complain(dir, '-q', 'view', '-o', 'page.html')
  const source = fs.readFileSync(path.join(dir, 'page.html'), 'utf8')
  assert.doesNotMatch(source, /[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/)
  assert.match(source, /^<!DOCTYPE html>\n<html[^>]*>\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"/)
  const markup = source.replace(/<script[^>]*>[\s\S]*?<\/script>/g, '').replace(/<style>[\s\S]*?<\/style>/g, '')
  assert.doesNotMatch(markup, /<[a-z][^>]*\s(?:style|on[a-z]+)=/)
  assert.doesNotMatch(markup, /\s(?:src|href)="(?!data:|#)/)
  const free = path.join(dir, 'free.html')
  fs.writeFileSync(free, source.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''))
  for (const file of [path.join(dir, 'page.html'), free]) {
    const page = await open(file)
    for (const part of await page.locator('.ways a').all()) await part.click()
    await page.click('.ways a[href="#exhibits"]')
    await page.locator('#E1').getByRole('button', {name: /Describe/}).click()
    await page.evaluate(() => search('img'))
    assert.equal(await page.evaluate(() => window.ran), undefined)
    assert.ok((await page.textContent('#results')).includes('<img src='))
    await done(page)
  }
  server.close()
  assert.equal(hits, 0)
})

test('no fault of accessibility, light and dark, in each part and after a search', here, async () => {
  for (const lang of ['zh', 'en']) {
    for (const colorScheme of ['light', 'dark']) {
      const page = await open(demo(lang).page, {colorScheme})
      assert.equal(await page.getAttribute('html', 'lang'), lang === 'zh' ? 'zh-Hans' : 'en')
      const look = async where => {
        await page.evaluate(axe)
        const found = await page.evaluate(() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}))
        assert.deepEqual(found.violations.map(v => v.id + ' ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')), [], `${lang} ${colorScheme} ${where}`)
      }
      for (const way of await page.locator('.ways a').all()) {
        await way.click()
        await look(await way.textContent())
      }
      await page.fill('#search', '退')
      await page.press('#search', 'Enter')
      await look('results')
      await page.click('.ways a[href="#exhibits"]')
      await page.locator('#E4 .tools button[aria-expanded]').click()
      await look('a form')
      await page.locator('#E4 .opener').click()
      await look('a picture')
      await done(page)
    }
  }
})

test('narrow and spaced out: nothing sideways, and targets large enough', here, async () => {
  const page = await open(demo('en').page, {viewport: {width: 320, height: 700}})
  await page.addStyleTag({content: ''}).catch(() => {})
  for (const way of await page.locator('.ways a').all()) {
    await way.click()
    await page.evaluate(() => { for (const one of document.querySelectorAll('*')) { one.style.lineHeight = '1.5'; one.style.letterSpacing = '0.12em'; one.style.wordSpacing = '0.16em' } })
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= 320), true, await way.textContent())
    const small = await page.evaluate(() => [...document.querySelectorAll('button, select, input, .ways a')].filter(one => one.offsetParent).map(one => [one.getBoundingClientRect(), one.outerHTML.slice(0, 90)]).filter(([box]) => box.width < 24 || box.height < 24).map(([, html]) => html))
    assert.deepEqual(small, [])
  }
  await page.context().close()
})

test('with keys alone: reach, choose, name, reorder, save; and apply does it, once', here, async () => {
  const made = demo('en')
  const page = await open(made.page)
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip')
  await page.focus('.ways a[href="#exhibits"]')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.querySelector('#exhibits.current'))
  const press = async (name, key = 'Enter') => {
    await page.getByRole('button', {name, exact: false}).first().focus()
    await page.keyboard.press(key)
  }
  await press(/^in the packet: E1 /, ' ')
  await press(/^Describe: E4/)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Checked at the brand: ')
  await page.keyboard.press('Tab')
  await press(/^Move down: E2 /)
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /^Move down: E2/)
  await page.evaluate(() => { location.hash = '#story' })
  await page.getByRole('button', {name: /^Take it: R73/}).focus()
  await page.keyboard.press('Enter')
  await page.evaluate(() => { location.hash = '#E9-2' })
  await page.waitForFunction(() => document.activeElement.id === 'E9-2')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const focus = await page.evaluate(() => { const box = document.activeElement.getBoundingClientRect(); return [box.top, box.bottom, document.querySelector('.bar').getBoundingClientRect().top, document.querySelector('.ways').getBoundingClientRect().bottom] })
  assert.ok(focus[0] >= focus[3] - 1 && focus[1] <= focus[2] + 1, 'focus is hidden: ' + focus)

  // Leaving with something unsaved is asked about; after saving it is not.
  let asked = 0
  page.on('dialog', dialog => { asked++; dialog.dismiss() })
  await page.goto('about:blank').catch(() => {})
  assert.equal(asked, 1)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', {name: 'Save choices'}).focus()
  await page.keyboard.press('Enter')
  const download = await downloading
  assert.match(download.suggestedFilename(), /^choices-.*\.json$/)
  await download.saveAs(path.join(home, 'Downloads', download.suggestedFilename()))
  assert.match(await page.textContent('.bar [role=status]'), /complain apply/)
  const said = JSON.parse(fs.readFileSync(path.join(home, 'Downloads', download.suggestedFilename()), 'utf8'))
  assert.equal(said.format, 'complain-choices')
  assert.equal(said.evidence.E1.packet, false)
  assert.deepEqual(said.story['c.platform_step'].take, ['R73'])
  assert.equal(said.records.R17 ? said.records.R17.packet : Object.values(said.records)[0].packet, true)
  await page.goto('about:blank')
  assert.equal(asked, 1)
  await done(page)

  const first = JSON.parse(complain(made.dir, '-C', made.case, 'apply', '--json'))
  assert.equal(first.applied, true)
  assert.equal(JSON.parse(complain(made.dir, '-C', made.case, 'apply', '--json')).applied, false)
  complain(made.dir, '-C', made.case, '--lang', 'en', 'view', '--force', '-q', '-o', made.page)
  const again = await open(made.page)
  assert.match(await again.textContent('#E4 .name'), /^Checked at the brand/)
  assert.equal(await again.locator('#E1.in').count(), 0)
  assert.equal(await again.locator('[data-element="c.platform_step"]').getAttribute('data-state'), 'filled')
  assert.equal(await again.evaluate(() => countChoices()), 0)
  await done(again)
  complain(made.dir, '-C', made.case, 'undo')
})

test('a box is drawn by pointer and by numbers, and the copy with it takes the place of the original', here, async () => {
  const made = demo('en')
  const page = await open(made.page, {hash: '#E4'})
  await page.locator('#E4').getByRole('button', {name: /Cover something/}).click()
  const canvas = await page.locator('dialog .canvas').boundingBox()
  await page.mouse.move(canvas.x + canvas.width * 0.2, canvas.y + canvas.height * 0.1)
  await page.mouse.down()
  await page.mouse.move(canvas.x + canvas.width * 0.6, canvas.y + canvas.height * 0.3, {steps: 4})
  await page.mouse.up()
  await page.getByRole('button', {name: 'Cover this'}).click()
  assert.equal(await page.locator('dialog .box').count(), 2)
  await page.keyboard.press('Escape')
  const masks = await page.evaluate(() => JSON.parse(choices()).masks)
  const item = await page.evaluate(() => data.items.E4)
  assert.ok(Math.abs(masks[0].box[0] / item.width - 0.2) < 0.02 && Math.abs(masks[0].box[2] / item.width - 0.4) < 0.02, JSON.stringify(masks))
  fs.writeFileSync(path.join(made.dir, 'masks.json'), await page.evaluate(() => choices()))
  await done(page)
  complain(made.dir, '-C', made.case, '-y', 'apply', 'masks.json')
  complain(made.dir, '-C', made.case, 'view', '--force', '-q', '-o', made.page)
  const source = fs.readFileSync(made.page, 'utf8')
  assert.ok(!source.includes('id="E4"'), 'the original is on the page')
  assert.match(source, /id="E12"/)
  complain(made.dir, '-C', made.case, 'undo')
})

test('without a script there is a notice and all that was chosen', here, async () => {
  const page = await open(demo('en').page, {javaScriptEnabled: false})
  assert.match(await page.textContent('noscript, .notice'), /./)
  for (const part of ['#story', '#exhibits', '#timeline', '#money', '#findings']) assert.equal(await page.locator(part).isVisible(), true, part)
  assert.ok(await page.locator('#exhibits .item.in').count() >= 10)
  await page.context().close()
})

test('in each language every word is said, and the same case is the same page', here, async () => {
  for (const lang of ['zh', 'en']) {
    const made = demo(lang)
    const page = await open(made.page)
    for (const way of await page.locator('.ways a').all()) {
      await way.click()
      assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /\bview\.|undefined|\{\d/)
    }
    await done(page)
    const one = fs.readFileSync(made.page)
    complain(made.dir, '-C', made.case, '--lang', lang, 'view', '--force', '-q', '-o', made.page)
    assert.ok(one.equals(fs.readFileSync(made.page)))
  }
})

test('on paper stands what is chosen, and no other', here, async () => {
  const page = await open(demo('en').page)
  await page.click('.ways a[href="#exhibits"]')
  await page.locator('#E1 .switch').click()
  await page.emulateMedia({media: 'print'})
  const shown = await page.evaluate(() => [...document.querySelectorAll('.item')].filter(one => one.offsetParent).map(one => one.id))
  const chosen = await page.evaluate(() => [...document.querySelectorAll('.item.in')].map(one => one.id))
  assert.deepEqual(shown, chosen)
  assert.ok(!shown.includes('E1') && shown.length > 5)
  assert.equal(await page.locator('#timeline').isVisible(), true)
  assert.equal(await page.locator('.bar').isVisible(), false)
  assert.equal(await page.locator('#findings').isVisible(), false)
  const paper = await page.pdf({format: 'A4'})
  assert.ok(paper.length > 10000)
  await page.context().close()
})

test('a group of exhibits goes out and comes in by one tick, with keys', here, async () => {
  const page = await open(demo('en').page, {hash: '#exhibits'})
  const groups = page.locator('.group:not(.left)')
  const sizes = await groups.evaluateAll(all => all.map(group => group.querySelectorAll('.item').length))
  const at = sizes.findIndex(size => size > 2)
  assert.ok(at >= 0, 'no group of three: ' + sizes)
  const ticks = await groups.evaluateAll(all => all.map(group => group.querySelectorAll('input[type=checkbox]').length > group.querySelectorAll('.item').length))
  assert.deepEqual(ticks, sizes.map(size => size > 1), 'a tick for each group of two and more')
  const group = groups.nth(at)
  const name = await group.locator('h3').textContent()
  const tick = group.getByRole('checkbox', {name: new RegExp('^All in the packet .* ' + name + '$')})
  const inside = () => group.locator('.item.in').count()
  const elsewhere = await page.locator('.item.in').count() - sizes[at]
  const state = () => tick.evaluate(one => one.indeterminate ? 'some' : one.checked ? 'all' : 'none')
  assert.deepEqual([await inside(), await state()], [sizes[at], 'all'])

  // The key after the last of what stands before it reaches the tick, and Space is enough.
  await tick.focus()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  assert.equal(await tick.evaluate(one => one === document.activeElement), true)
  await page.keyboard.press('Space')
  assert.deepEqual([await inside(), await state()], [0, 'none'])
  assert.equal(await page.locator('.item.in').count(), elsewhere, 'other groups stay')
  const said = JSON.parse(await page.evaluate(() => choices()))
  assert.deepEqual(Object.values(said.evidence), Array(sizes[at]).fill({packet: false}))
  assert.equal(await tick.evaluate(one => one === document.activeElement), true, 'the focus stays')

  // One of them alone makes it neither; what is ticked then is all.
  await group.locator('.item .switch').first().press('Enter')
  assert.deepEqual([await inside(), await state()], [1, 'some'])
  assert.match(await group.locator('.all label').textContent(), new RegExp(`\\b1 of ${sizes[at]}\\b`))
  await tick.press('Space')
  assert.deepEqual([await inside(), await state()], [sizes[at], 'all'])
  assert.equal(await page.evaluate(() => countChoices()), 0, 'all is as it was')
  await done(page)
})

test('what a filter hides is not changed by the tick of its group', here, async () => {
  const page = await open(demo('en').page, {hash: '#exhibits'})
  const mixed = await page.evaluate(() => [...document.querySelectorAll('.group:not(.left)')].map(group => [...new Set([...group.querySelectorAll('.item')].map(item => item.dataset.kind))]).findIndex(kinds => kinds.length > 1))
  assert.ok(mixed >= 0, 'no group of two kinds')
  const group = page.locator('.group:not(.left)').nth(mixed)
  const kind = await group.locator('.item').first().getAttribute('data-kind')
  await page.selectOption('#exhibits-kind', kind)
  await group.locator('.all input').press('Space')
  const left = await group.locator('.item').evaluateAll(all => all.map(item => [item.dataset.kind, item.classList.contains('in')]))
  for (const [of, is] of left) assert.equal(is, of !== kind, of)
  await page.selectOption('#exhibits-kind', '')
  assert.equal(await group.locator('.all input').evaluate(one => one.indeterminate), true)
  await done(page)
})

test('in forced colours what is chosen, cited, found and current can be told', here, async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await open(demo('en').page, {colorScheme, forcedColors: 'active', hash: '#exhibits'})
    const edges = selector => page.locator(selector).first().evaluate(node => {
      const style = getComputedStyle(node)
      return ['Top', 'Right', 'Bottom', 'Left'].map(side => [style['border' + side + 'Style'], style['border' + side + 'Width'], style['border' + side + 'Color']].join(' ')).join(', ') + '; ' + style.outlineStyle
    })
    const differ = async (one, other) => assert.notEqual(await edges(one), await edges(other), `${colorScheme}: ${one} looks like ${other}`)
    await differ('.ways a[aria-current]', '.ways a:not([aria-current])')
    await page.locator('#exhibits .item .switch').first().click()
    await differ('.item .switch[aria-pressed=true]', '.item .switch[aria-pressed=false]')
    await differ('.item.in', '.item:not(.in)')
    await differ('.line.cited', '.line:not(.cited)')
    await page.evaluate(() => document.querySelector('.item.in').classList.add('found'))
    await differ('.item.found', '.item.in:not(.found)')
    await page.click('.ways a[href="#timeline"]')
    await page.locator('#days .event .switch').first().click()
    await differ('#days .event.in', '#days .event:not(.in)')
    await page.click('.ways a[href="#chats"]')
    await page.locator('.message:not(.in) .switch').first().click()
    await differ('.message.in', '.message:not(.in)')
    for (const edged of ['.tag', '.count', '.kind', '.badge']) assert.match(await edges(edged), /^solid [1-9]/, edged)
    await done(page)
  }
})
