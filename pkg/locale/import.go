package locale

// importMessages is what ingest and all importers say.
var importMessages = []Entry{
	{"skip.preamble", "text before the table", "表头之前的说明文字"},
	{"skip.header", "header row", "表头"},
	{"skip.blank", "blank line", "空行"},
	{"skip.footer", "text after the table", "表格之后的说明文字"},
	{"problem.width", "the row has {0} cells, its header {1}", "该行有 {0} 格，表头有 {1} 格"},
	{"problem.time", "cannot read the time {0}", "无法识别时间 {0}"},
	{"problem.amount", "cannot read the amount {0}", "无法识别金额 {0}"},
	{"stop.cut", "the file ends in the middle: {0}", "文件不完整：{0}"},
	{"stop.limit", "past the limit: {0}", "超出上限：{0}"},
	{"ask.date-order", "day and month cannot be told apart in this file (for example {0})", "无法分辨该文件中日期的日与月（例如 {0}）"},
}
