package locale

// helpMessages is help texts of commands and flags.
var helpMessages = []Entry{
	{"help.template", `Usage:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMAND{{end}}{{if gt (len .Aliases) 0}}

Also called: {{.NameAndAliases}}{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}{{$cmds := .Commands}}{{if eq (len .Groups) 0}}

Commands:{{range $cmds}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{else}}{{range $group := .Groups}}

{{.Title}}{{range $cmds}}{{if (and (eq .GroupID $group.ID) (or .IsAvailableCommand (eq .Name "help")))}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Flags of all commands:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

More: {{.CommandPath}} COMMAND --help{{end}}
`, `用法：{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} 命令{{end}}{{if gt (len .Aliases) 0}}

别名：{{.NameAndAliases}}{{end}}{{if .HasExample}}

示例：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}{{$cmds := .Commands}}{{if eq (len .Groups) 0}}

命令：{{range $cmds}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{else}}{{range $group := .Groups}}

{{.Title}}{{range $cmds}}{{if (and (eq .GroupID $group.ID) (or .IsAvailableCommand (eq .Name "help")))}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

更多：{{.CommandPath}} 命令 --help{{end}}
`},
	{"help.group.path", "The way to a packet:", "从证据到材料："},
	{"help.group.case", "The case:", "案件："},
	{"help.group.safety", "Trust:", "可信："},
	{"help.group.more", "More:", "其他："},

	{"help.root.short", "Evidence and packets for a dispute with a shop", "网购维权：保管证据，写出投诉材料"},
	{"help.root.long", "complain keeps the evidence of a dispute with a shop in one file, lays it out in time,\nand writes packets for the seller, the platform, the consumer association or the regulator.\nIt works offline and is no substitute for a lawyer.", "complain 把与网店纠纷的证据保存在一个文件里，排出时间线，\n并写出给商家、平台、消费者协会或市场监管部门的材料。\n全程离线运行；不能代替律师。"},
	{"help.root.example", "  complain new \"Fake headphones\" --seller \"Some shop\"\n  complain add-evidence ~/Downloads/bill.csv ~/Pictures/box/\n  complain export --to regulator", "  complain new \"耳机买到假货\" --seller \"某某数码专营店\"\n  complain add-evidence 账单.csv 聊天记录.txt 照片/\n  complain export --to regulator"},
	{"help.help.short", "Help on a command", "查看命令的帮助"},
	{"help.help.long", "Help on a command.", "查看命令的帮助。"},
	{"help.help.example", "  complain help add-evidence", "  complain help add-evidence"},
	{"help.completion.short", "Completion for a shell", "生成命令行补全脚本"},
	{"help.completion.long", "Prints a script that completes complain's commands in your shell.", "输出供您的命令行使用的补全脚本。"},
	{"help.completion.example", "  complain completion bash > ~/.local/share/bash-completion/completions/complain", "  complain completion bash > ~/.local/share/bash-completion/completions/complain"},
	{"help.completion.shell", "Completion for {0}", "{0} 的补全脚本"},
	{"help.exit-codes.short", "What the exit codes mean", "退出码的含义"},
	{"help.exit-codes.long", "Lists the exit codes. They never change.", "列出退出码。退出码不会改变。"},
	{"help.exit-codes.example", "  complain exit-codes", "  complain exit-codes"},

	{"help.new.short", "Make a case", "新建案件"},
	{"help.new.long", "Makes a case file, TITLE.complain, in this folder. What is not said with flags is\nasked on a terminal; all of it can be said later.", "在当前文件夹新建案件文件“标题.complain”。未用选项指明的内容会在终端询问，\n也都可以以后再补。"},
	{"help.new.example", "  complain new \"Fake headphones\"\n  complain new \"Broken cup\" --platform cn.taobao --seller \"Some shop\" --order 3312345678901234567", "  complain new \"耳机买到假货\"\n  complain new \"杯子破损\" --platform cn.taobao --seller \"某某专营店\" --order 3312345678901234567"},
	{"flag.new.category", "what went wrong: counterfeit, refund_refused, quality_defect ...", "问题类别：counterfeit（假货）、refund_refused（拒绝退款）、quality_defect（质量问题）等"},
	{"flag.new.platform", "platform: cn.taobao, cn.jd, cn.pdd ...", "平台：cn.taobao、cn.jd、cn.pdd 等"},
	{"flag.new.seller", "name of the shop", "店铺名称"},
	{"flag.new.order", "order number", "订单号"},
	{"flag.new.tz", "time zone for times that state none (Asia/Shanghai for cn)", "未注明时区的时间所用时区（cn 默认 Asia/Shanghai）"},
	{"flag.new.currency", "currency for amounts that state none (CNY for cn)", "未注明货币的金额所用货币（cn 默认 CNY）"},
	{"flag.new.jurisdiction", "country whose offices take the case (default cn)", "受理机关所在国家或地区代码（默认 cn）"},
	{"flag.new.path", "case file to make (default TITLE.complain)", "案件文件名（默认“标题.complain”）"},

	{"help.add-evidence.short", "Put files, folders or zip archives into the case", "放入文件、文件夹或 zip 压缩包"},
	{"help.add-evidence.long", "Stores every file byte for byte, then reads what it can: bills of Alipay and WeChat Pay,\nchats of WhatsApp and WeChat, photos. A file that nobody recognises is still evidence.\nOne line is printed for each file as soon as it is safe.", "逐字节保存每个文件，再读取能读的内容：支付宝和微信支付账单、\nWhatsApp 和微信聊天记录、照片。认不出的文件同样作为证据保存。\n每个文件存好后立即打印一行。"},
	{"help.add-evidence.example", "  complain add-evidence bill.csv \"WhatsApp Chat.zip\" photos/\n  complain add-evidence box.jpg --title \"The box\" --proves \"the seal was broken\"\n  complain add-evidence chat.txt --date-order dmy\n  complain add-evidence --dry-run ~/Downloads", "  complain add-evidence 支付宝交易明细.csv 微信聊天记录.txt 照片/\n  complain add-evidence 包装.jpg --title \"外包装\" --proves \"封条已破\"\n  complain add-evidence 聊天.txt --date-order dmy\n  complain add-evidence --dry-run 下载/"},
	{"flag.as", "read the files as this importer says: alipay, wechatpay, whatsapp, wechatmail, photo, document", "指定读取方式：alipay、wechatpay、whatsapp、wechatmail、photo、document"},
	{"flag.tz", "time zone for times that state none (default: the case's)", "未注明时区的时间所用时区（默认取案件设定）"},
	{"flag.date-order", "order of the dates, where a file does not decide: ymd, dmy, mdy", "文件无法判断时，日期的次序：ymd、dmy、mdy"},
	{"flag.me", "your name as the files write it", "您在这些文件中的名字"},
	{"flag.title", "what it is (证据名称)", "证据名称"},
	{"flag.source", "where it came from (证据来源)", "证据来源"},
	{"flag.proves", "what it is to prove (证明目的)", "证明目的"},
	{"flag.captured", "when it was made, where you know it", "形成时间（如您知道）"},
	{"flag.dry-run", "say what would happen, store nothing", "只说明会怎样，不保存"},

	{"help.export.short", "Write a packet", "写出材料"},
	{"help.export.long", "Writes the packet for a platform, the consumer association or the regulator. What is\nmissing is printed as a blank to fill in and listed; nothing is invented.", "写出给平台、消费者协会或市场监管部门的材料。缺少的内容印成待填的空白并列出，\n绝不编造。"},
	{"help.export.example", "  complain export --to regulator\n  complain export --to platform --format text -o -\n  complain export --to association --lang en", "  complain export --to regulator\n  complain export --to platform --format text -o -\n  complain export --to association --lang en"},
	{"flag.to-channel", "addressee: platform, association, regulator, or an id of complain channels", "收件方：platform（平台）、association（消协）、regulator（监管部门），或 complain channels 中的编号"},
	{"flag.format", "format: {0}", "格式：{0}"},
	{"flag.output", "file to write, - for standard output (default: a name made from title and date)", "输出文件，- 为标准输出（默认按标题和日期取名）"},
	{"flag.date", "date of the packet (default: today)", "材料日期（默认今天）"},
	{"flag.office", "name of the office it goes to, where you know it", "受理机关名称（如您知道）"},
	{"flag.force", "replace the output file if it is there", "输出文件已存在时覆盖"},
	{"help.check.short", "What a packet would lack", "检查材料还缺什么"},
	{"help.check.long", "Lists what the packet for an addressee would lack, and how to mend it.", "列出给某个收件方的材料还缺什么，以及如何补上。"},
	{"help.check.example", "  complain check --to regulator", "  complain check --to regulator"},

	{"help.status.short", "Where the case stands", "案件进展"},
	{"help.status.long", "Says what the case holds and what to do next.", "说明案件里有什么、下一步做什么。"},
	{"help.status.example", "  complain status", "  complain status"},
	{"help.timeline.short", "Everything in order of time", "按时间列出全部内容"},
	{"help.timeline.long", "Lists what happened in order of time, each line with the evidence that says so.\nA star marks what goes into packets.", "按时间列出发生的事，每行注明出自哪件证据。\n带星号的会写入材料。"},
	{"help.timeline.example", "  complain timeline\n  complain timeline --from 2026-03-01 --to 2026-03-05 --kind transaction\n  complain timeline --key --json", "  complain timeline\n  complain timeline --from 2026-03-01 --to 2026-03-05 --kind transaction\n  complain timeline --key --json"},
	{"flag.from", "not before this time", "不早于此时间"},
	{"flag.to", "not after this time", "不晚于此时间"},
	{"flag.kind", "only this kind: {0}", "只看此种类：{0}"},
	{"flag.key", "only what goes into packets", "只看会写入材料的"},
	{"help.records.short", "What was read, verbatim", "逐条查看读出的记录"},
	{"help.records.long", "Lists the records that were read from the evidence, as they were written there.", "列出从证据中读出的记录，与原文一致。"},
	{"help.records.example", "  complain records --evidence E2\n  complain records --kind transaction --json", "  complain records --evidence E2\n  complain records --kind transaction --json"},
	{"flag.records-evidence", "only of this evidence", "只看此证据"},

	{"help.evidence.short", "List, show, describe or withdraw evidence", "查看、说明、撤下证据"},
	{"help.evidence.long", "Evidence never changes and is never deleted; it can be described and withdrawn.", "证据不会改变，也不会删除；可以加说明，也可以撤下。"},
	{"help.evidence.example", "  complain evidence list\n  complain evidence show E2", "  complain evidence list\n  complain evidence show E2"},
	{"help.evidence.list.short", "List the evidence", "列出证据"},
	{"help.evidence.list.long", "Lists all evidence, the withdrawn too.", "列出全部证据，包括已撤下的。"},
	{"help.evidence.list.example", "  complain evidence list --json", "  complain evidence list --json"},
	{"help.evidence.show.short", "Show one evidence and how it was read", "查看一件证据及其读取结果"},
	{"help.evidence.show.long", "Shows what is known of one evidence: hash, source, how it was recognised, problems, totals.", "显示一件证据的校验值、来源、识别依据、问题和合计核对。"},
	{"help.evidence.show.example", "  complain evidence show E2", "  complain evidence show E2"},
	{"help.evidence.get.short", "Write an evidence's bytes to a file", "取出证据原文件"},
	{"help.evidence.get.long", "Writes the bytes of an evidence, as they were received, to a new file.", "把证据原样写到新文件。"},
	{"help.evidence.get.example", "  complain evidence get E2\n  complain evidence get E2 -o - | sha256sum", "  complain evidence get E2\n  complain evidence get E2 -o - | sha256sum"},
	{"flag.get-output", "file to write, - for standard output", "输出文件，- 为标准输出"},
	{"help.evidence.set.short", "Say what an evidence is and proves", "说明证据的名称、来源、证明目的"},
	{"help.evidence.set.long", "Sets what packets say of an evidence: its name, source and purpose. Its bytes stay.", "设置材料中对证据的说明：名称、来源、证明目的。原文件不变。"},
	{"help.evidence.set.example", "  complain evidence set E3 --title \"Serial number\" --proves \"the brand does not know it\"", "  complain evidence set E3 --title \"序列号照片\" --proves \"序列号查询不到\""},
	{"help.evidence.withdraw.short", "Take an evidence out of timeline and packets", "撤下一件证据"},
	{"help.evidence.withdraw.long", "Takes an evidence out of the timeline and of packets. It stays in the case, with the reason.", "把证据从时间线和材料中撤下。它仍留在案件里，并记下原因。"},
	{"help.evidence.withdraw.example", "  complain evidence withdraw E3 --why \"belongs to another order\"", "  complain evidence withdraw E3 --why \"属于另一笔订单\""},
	{"flag.why", "the reason", "原因"},
	{"help.evidence.restore.short", "Put a withdrawn evidence back", "恢复已撤下的证据"},
	{"help.evidence.restore.long", "Puts a withdrawn evidence back into timeline and packets.", "让已撤下的证据重新出现在时间线和材料中。"},
	{"help.evidence.restore.example", "  complain evidence restore E3", "  complain evidence restore E3"},

	{"help.party.short", "Who is in the dispute", "当事人"},
	{"help.party.long", "The people and businesses of the case: complainant, seller, platform, carrier, payment, brand.", "案件的当事人：complainant（投诉人）、seller（商家）、platform（平台）、carrier（快递）、payment（支付机构）、brand（品牌方）。"},
	{"help.party.example", "  complain party set complainant --name \"Jane Doe\" --phone ... --address ...", "  complain party set complainant --name 张三 --phone ... --address ..."},
	{"help.party.set.short", "Say who somebody is", "填写当事人信息"},
	{"help.party.set.long", "Sets what is known of a party. What is not named stays as it is.", "填写当事人信息。未指明的项保持不变。"},
	{"help.party.set.example", "  complain party set seller --name \"Some Shop Ltd\" --address \"...\" --id uscc=91310000MA1EXAMPLE --alias \"Some shop\"", "  complain party set seller --name \"某某贸易有限公司\" --address \"……\" --id uscc=91310000MA1EXAMPLE --alias \"某某数码专营店\""},
	{"flag.party.name", "name, for a business the name on its licence", "姓名；企业填营业执照名称"},
	{"flag.party.address", "postal address", "通信地址"},
	{"flag.party.phone", "telephone number", "电话"},
	{"flag.party.email", "e-mail address", "邮箱"},
	{"flag.party.id", "number that names it, KIND=NUMBER (may be repeated; replaces all)", "识别号码，类型=号码（可重复；会替换全部）"},
	{"flag.party.alias", "other name the evidence uses: shop name, nickname (may be repeated; replaces all)", "证据中的其他名字：店铺名、昵称（可重复；会替换全部）"},
	{"help.party.list.short", "List the parties", "列出当事人"},
	{"help.party.list.long", "Lists the parties and what is known of them.", "列出当事人及其信息。"},
	{"help.party.list.example", "  complain party list", "  complain party list"},
	{"help.party.remove.short", "Remove a party", "删除当事人"},
	{"help.party.remove.long", "Removes a party from the case; the custody log keeps what was said.", "从案件中删除一个当事人；保管日志中仍有记录。"},
	{"help.party.remove.example", "  complain party remove carrier", "  complain party remove carrier"},

	{"help.claim.short", "What you demand", "诉求"},
	{"help.claim.long", "The demands of the case, in the order in which packets list them.", "案件的诉求，按材料中的次序。"},
	{"help.claim.example", "  complain claim add refund --amount 1299", "  complain claim add refund --amount 1299"},
	{"help.claim.add.short", "Add a demand", "加入诉求"},
	{"help.claim.add.long", "Adds a demand: refund, return, exchange, repair, reissue, compensation, apology or other.", "加入诉求：refund（退款）、return（退货）、exchange（换货）、repair（维修）、reissue（补足商品）、compensation（赔偿）、apology（道歉）、other（其他）。"},
	{"help.claim.add.example", "  complain claim add refund --amount 1299\n  complain claim add other --text \"Name the seller's real address\"", "  complain claim add refund --amount 1299\n  complain claim add compensation --amount 3897 --text \"如认定欺诈，按价款三倍赔偿\""},
	{"flag.claim.amount", "how much: 1299, or \"1299 CNY\"", "金额：1299，或 \"1299 CNY\""},
	{"flag.claim.text", "the demand in your words", "用您的话说明诉求"},
	{"flag.claim.basis", "why it is owed", "理由"},
	{"help.claim.list.short", "List the demands", "列出诉求"},
	{"help.claim.list.long", "Lists the demands with their numbers.", "列出诉求及其编号。"},
	{"help.claim.list.example", "  complain claim list", "  complain claim list"},
	{"help.claim.remove.short", "Remove a demand", "删除诉求"},
	{"help.claim.remove.long", "Removes a demand by its number.", "按编号删除诉求。"},
	{"help.claim.remove.example", "  complain claim remove 2", "  complain claim remove 2"},

	{"help.event.short", "What no file says; what goes into packets", "补充经过；选择写入材料的内容"},
	{"help.event.long", "Adds what no file says, and chooses which events go into packets.", "补充文件里没有的经过，选择哪些内容写入材料。"},
	{"help.event.example", "  complain event add \"Called the shop; nobody answered\" --at \"2026-03-06 10:00\"", "  complain event add \"致电商家客服，无人接听\" --at \"2026-03-06 10:00\""},
	{"help.event.add.short", "Add an event in your own words", "用自己的话加入一件事"},
	{"help.event.add.long", "Adds an event that no file says. A packet marks it as your own statement.", "加入文件里没有的事。材料中会注明为本人陈述。"},
	{"help.event.add.example", "  complain event add \"Called the shop; nobody answered\" --at \"2026-03-06 10:00\"", "  complain event add \"致电商家客服，无人接听\" --at \"2026-03-06 10:00\""},
	{"flag.at", "when: 2026-03-06, or 2026-03-06 10:00", "时间：2026-03-06，或 2026-03-06 10:00"},
	{"flag.who", "who did it", "谁做的"},
	{"flag.event-amount", "amount, where money is concerned", "涉及的金额"},
	{"help.event.pin.short", "Put events into packets", "写入材料"},
	{"help.event.pin.long", "Puts events into packets; complain timeline shows their numbers.", "把若干条写入材料；编号见 complain timeline。"},
	{"help.event.pin.example", "  complain event pin R12 R15", "  complain event pin R12 R15"},
	{"help.event.unpin.short", "Keep events out of packets", "不写入材料"},
	{"help.event.unpin.long", "Keeps events out of packets. They stay in the timeline.", "让若干条不写入材料。它们仍在时间线中。"},
	{"help.event.unpin.example", "  complain event unpin R12", "  complain event unpin R12"},
	{"help.event.remove.short", "Remove an event of your own", "删除自己加入的一件事"},
	{"help.event.remove.long", "Removes an event that complain event add made. What was read from evidence stays.", "删除由 complain event add 加入的一件事。从证据读出的内容不会删除。"},
	{"help.event.remove.example", "  complain event remove R40", "  complain event remove R40"},

	{"help.case.short", "Change the case's facts", "修改案件信息"},
	{"help.case.long", "Changes what complain new set: title, category, platform, order, zone, currency.", "修改新建时的设定：标题、类别、平台、订单号、时区、货币。"},
	{"help.case.example", "  complain case set --category counterfeit", "  complain case set --category counterfeit"},
	{"help.case.set.short", "Change the case's facts", "修改案件信息"},
	{"help.case.set.long", "Changes the facts that are named and leaves the rest.", "修改指明的项，其余不变。"},
	{"help.case.set.example", "  complain case set --category counterfeit --platform cn.taobao --order 3312345678901234567", "  complain case set --category counterfeit --platform cn.taobao --order 3312345678901234567"},
	{"flag.case.title", "title", "标题"},
	{"flag.case.language", "language of packets: zh or en", "材料语言：zh 或 en"},
	{"help.reimport.short", "Read stored evidence again", "重新读取已保存的证据"},
	{"help.reimport.long", "Reads evidence again from the case itself: with an answer to an open question, or with\na newer version. Without numbers it reads everything.", "从案件内重新读取证据：回答了待答问题之后，或程序更新之后。\n不写编号则全部重读。"},
	{"help.reimport.example", "  complain reimport E3 --date-order dmy\n  complain reimport", "  complain reimport E3 --date-order dmy\n  complain reimport"},
	{"help.verify.short", "Check that nothing was lost or changed", "核对有无丢失或改动"},
	{"help.verify.long", "Compares every byte, record and log entry with its hash. Exit code 4 says that something\nis damaged.", "逐一核对所有字节、记录和日志的校验值。退出码 4 表示有损坏。"},
	{"help.verify.example", "  complain verify", "  complain verify"},
	{"help.custody.short", "The log of what was done to the case", "保管日志"},
	{"help.custody.long", "Prints the append-only log of what was done to the case file, each entry chained to the\none before by its hash.", "列出对案件文件做过的每一件事。日志只增不改，每条以校验值与前一条相扣。"},
	{"help.custody.example", "  complain custody\n  complain custody --json", "  complain custody\n  complain custody --json"},
	{"help.channels.short", "Who takes complaints, and what they ask for", "受理渠道及其要求"},
	{"help.channels.long", "Lists the bodies that take complaints. With an id: what it takes, what must come before,\nwhat it refuses, with sources and dates.", "列出受理渠道。指明编号则显示其受理范围、前置要求、不受理情形，附来源和日期。"},
	{"help.channels.example", "  complain channels\n  complain channels cn.samr.complaint", "  complain channels\n  complain channels cn.samr.complaint"},
	{"help.demo.short", "A sample case with packets for all addressees", "示例案件及全部材料"},
	{"help.demo.long", "Makes a sample case from evidence that comes with the program, in a new folder, and writes\nits packets for platform, association and regulator as PDF and text.", "用程序自带的虚构证据在新文件夹中建立示例案件，\n并写出给平台、消协和监管部门的 PDF 与文本材料。"},
	{"help.demo.example", "  complain demo\n  complain demo try-it", "  complain demo\n  complain demo 试用"},

	{"flag.case", "case file (default: the one in this folder or above it)", "案件文件（默认用当前文件夹或上级的那一个）"},
	{"flag.json", "answer in JSON", "以 JSON 输出"},
	{"flag.lang", "language: zh or en", "语言：zh 或 en"},
	{"flag.color", "colour: auto, always, never", "颜色：auto、always、never"},
	{"flag.no-color", "no colour", "不用颜色"},
	{"flag.quiet", "only the answer, no talk", "只输出结果"},
	{"flag.yes", "say yes to questions", "对确认一律回答是"},
	{"flag.no-input", "never ask", "从不询问"},
	{"flag.help", "help", "帮助"},
}
