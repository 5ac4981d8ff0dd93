package locale

// searchMessages is what the search of a case says.
var searchMessages = []Entry{
	{"help.search.short", "Find words in everything the case holds", "搜索案件的全部内容"},
	{"help.search.long", "Searches messages, bills, papers, statements, the names of files and the text that complain read-text\nrecognised. All words must occur; case, width and the spaces between Chinese characters do not\nmatter, and an amount is found however it is written. Results stand in order of time.", "搜索聊天、账单、文书、陈述、文件名，以及 complain read-text 识别出的文字。\n多个词须同时出现；不区分大小写、全角半角，忽略汉字之间的空格；金额不论写法都能找到。\n结果按时间排列。"},
	{"help.search.example", "  complain search counterfeit\n  complain search refund 1299 --kind message\n  complain search 4316208857120346159 --json", "  complain search 假货\n  complain search 退款 1299 --kind message\n  complain search 4316208857120346159 --json"},
	{"flag.limit", "show no more than this, the earliest; 0 for all", "最多显示多少条（从最早的起）；0 为全部"},
	{"value.count", "N", "条数"},
	{"error.search-empty", "nothing to search for", "没有要搜索的内容"},
	{"search.none", "Nothing in the case says this.", "案件中没有这样的内容。"},
	{"search.count", "{0} {0|result|results}", "共 {0} 条"},
	{"search.more", "The first {0} of {1}; narrow it with --from, --to, --kind or --evidence, or see all with --limit 0", "共 {1} 条，显示最早的 {0} 条；可用 --from、--to、--kind、--evidence 缩小范围，或用 --limit 0 全部显示"},
	{"search.unseen", "Not searched: the text in {0} {0|picture|pictures}. complain read-text recognises it.", "有 {0} 张图片中的文字尚未识别，未能搜索；可用 complain read-text 识别。"},
	{"search.unseen-pages", "Not searched: the text on {0} scanned {0|page|pages} of papers. complain read-text recognises it.", "有 {0} 页扫描件中的文字尚未识别，未能搜索；可用 complain read-text 识别。"},
	{"search.recognised", "recognised by {0}, may be wrong", "由 {0} 识别，可能有误"},
	{"search.file", "file", "文件"},
}
