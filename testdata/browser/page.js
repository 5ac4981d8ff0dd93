// What the tests share: the program, a case, and a browser.
const {execFileSync, spawnSync} = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

const root = path.join(__dirname, '..', '..')
const scratch = fs.mkdtempSync(path.join(process.env.TMPDIR || os.tmpdir(), 'complain-browser-'))
process.on('exit', () => fs.rmSync(scratch, {recursive: true, force: true}))

// chromium is where the browser is; '' skips the tests.
const chromium = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(one => one && fs.existsSync(one)) || ''

// program is the one of COMPLAIN, else it is built.
let built = process.env.COMPLAIN || ''
function program() {
  if (!built) {
    built = path.join(scratch, 'complain')
    execFileSync('go', ['build', '-o', built, './cmd/complain'], {cwd: root})
  }
  return built
}

const home = path.join(scratch, 'home')
fs.mkdirSync(path.join(home, 'Downloads'), {recursive: true})

// complain runs the program; it may end with 3, which is a look and no failure.
function complain(dir, ...args) {
  const run = spawnSync(program(), args, {cwd: dir, encoding: 'utf8', maxBuffer: 1 << 28,
    env: {...process.env, HOME: home, XDG_CONFIG_HOME: path.join(home, '.config'), LANG: 'en_GB.UTF-8', SOURCE_DATE_EPOCH: '1773021600', COMPLAIN_CASE: ''}})
  if (run.status !== 0 && run.status !== 3) throw new Error(`complain ${args.join(' ')}: ${run.status}\n${run.stderr}`)
  return run.stdout
}

function folder(name) {
  const dir = path.join(scratch, name)
  fs.mkdirSync(dir, {recursive: true})
  return dir
}

// demo is the case of complain demo, with its page in a language.
function demo(lang = 'zh') {
  const dir = folder('demo-' + lang)
  const at = path.join(dir, 'case.complain')
  if (!fs.existsSync(at)) {
    complain(dir, '--lang', 'zh', '-q', 'demo', 'd')
    const made = path.join(dir, 'd', 'headphones')
    fs.copyFileSync(path.join(made, fs.readdirSync(made).find(name => name.endsWith('.complain'))), at)
  }
  const page = path.join(dir, 'page.html')
  complain(dir, '-C', at, '--lang', lang, 'view', '--force', '-q', '-o', page)
  return {dir, case: at, page}
}

// chat writes a conversation of so many messages, and the page of a case of it.
function chat(count) {
  const dir = folder('chat-' + count)
  const letters = [...'你好请问商品什么时候发货退不同意正品保证快递已经签收质量有问题提供凭我们会尽处理谢解订单号码假一赔三平台介入']
  let seed = 7
  const random = most => (seed = (seed * 1103515245 + 12345) % 2147483648) % most
  const lines = []
  const time = new Date(Date.UTC(2020, 0, 1, 8, 0))
  const two = n => String(n).padStart(2, '0')
  for (let i = 0; i < count; i++) {
    time.setUTCMinutes(time.getUTCMinutes() + 1 + random(3))
    let text = ''
    for (let n = 8 + random(30); n > 0; n--) text += letters[random(letters.length)]
    if (i === 0) text = '首条独角' + text
    if (i === count - 1) text = '末条独角' + text
    if (i === 4321) text = 'a "quoted" \\ back <b>slash</b> ' + text
    lines.push(`${two(time.getUTCDate())}/${two(time.getUTCMonth() + 1)}/${time.getUTCFullYear()}, ${two(time.getUTCHours())}:${two(time.getUTCMinutes())} - ${i % 3 ? 'Ada' : 'Shop'}: ${text}`)
  }
  fs.writeFileSync(path.join(dir, 'WhatsApp Chat with Shop.txt'), lines.join('\n') + '\n')
  complain(dir, '-q', 'new', 'Chat', '--path', 'chat.complain')
  complain(dir, '-q', 'add-evidence', '--date-order', 'dmy', 'WhatsApp Chat with Shop.txt')
  const page = path.join(dir, 'page.html')
  complain(dir, '-q', 'view', '-o', page)
  return {dir, page, texts: lines}
}

module.exports = {chromium, complain, demo, chat, folder, home, scratch}
