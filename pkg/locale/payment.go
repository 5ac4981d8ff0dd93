package locale

// paymentMessages is what the importers of bills say.
var paymentMessages = []Entry{
	{"bill.because.banner", "the words {0}", "有“{0}”字样"},
	{"bill.because.header", "row {0} is its header, with all {1} columns", "第 {0} 行是表头，{1} 列齐全"},
	{"bill.because.columns", "row {0} has the columns {1}, though not all of its header", "第 {0} 行有 {1} 等列，但表头不全"},
	{"bill.because.mark", "the words {0} tell the version", "版本依据：“{0}”字样"},
	{"bill.because.name", "the file's name begins with {0}", "文件名以“{0}”开头"},

	{"bill.skip.sheet", "sheet without a table of transactions", "工作表中没有交易明细"},
	{"bill.skip.repeat", "the same transaction as on sheet {0}, row {1}", "与工作表“{0}”第 {1} 行是同一笔交易"},

	{"bill.stop.empty", "the file is empty", "文件是空的"},
	{"bill.stop.pdf", "this is a PDF, not a table; choose the table (CSV or Excel) when exporting", "这是 PDF，不是表格文件；导出时请选择表格（CSV 或 Excel）"},
	{"bill.stop.xls", "this is an old Excel file (.xls) or one with a password; save it as .xlsx without one", "这是旧版 Excel 文件（.xls）或加了密码的文件；请另存为不加密的 .xlsx"},
	{"bill.stop.binary", "this is no text: it cannot be a bill in CSV", "内容不是文本，不是 CSV 账单"},
	{"bill.stop.zip", "this is no Excel workbook: its list of sheets is missing", "不是 Excel 工作簿：缺少工作表清单"},
	{"bill.stop.workbook", "the workbook is cut off or damaged; get the file again", "工作簿不完整或已损坏，请重新获取该文件"},
	{"bill.stop.sheet", "sheet {0} is damaged after row {1}; get the file again", "工作表“{0}”第 {1} 行之后已损坏，请重新获取该文件"},
	{"bill.stop.large", "the workbook is too large (limits: 64 MiB, 200,000 rows, 256 columns)", "工作簿过大（上限：64 MiB、20 万行、256 列）"},
	{"bill.stop.line", "line {0} is longer than 1 MiB", "第 {0} 行超过 1 MiB"},
	{"bill.stop.header", "no header of such a bill in the first {0} {0|line|lines}", "前 {0} 行中找不到账单表头"},
	{"bill.stop.table", "no sheet of the workbook has the header of such a bill", "工作簿中没有账单表头"},

	{"bill.total.rows", "transactions", "交易笔数"},
	{"bill.total.count", "{0}: transactions", "{0}笔数"},
	{"bill.total.sum", "{0}: sum", "{0}金额"},

	{"bill.remark.commas", "{0} {0|comma|commas} too many in this row, read as part of {1}", "该行多出 {0} 个逗号，按“{1}”中的逗号读取"},
	{"bill.remark.quote", "a quotation mark in this row is never closed; the row was read by itself", "该行有一个引号没有成对，已按单独一行读取"},
	{"bill.remark.broken", "some bytes of this row are no text and are shown as \uFFFD", "该行有无法解码的字节，显示为 \uFFFD"},
	{"bill.remark.direction", "{0} holds {1}, a word not known here: counted neither as spent nor as received", "“{0}”一栏是未知的“{1}”，不计为收入或支出"},
	{"bill.remark.missing", "the header lacks {0}: this may be a newer layout; look whether all is there", "表头缺少：{0}。可能是新版账单，请核对内容是否齐全"},
	{"bill.remark.empty", "the table has no transactions", "表中没有交易"},
	{"bill.remark.outside", "the transactions ({0} to {1}) go beyond the period that the file states ({2} to {3})", "交易时间（{0} 至 {1}）超出文件写明的时间段（{2} 至 {3}）"},
	{"bill.remark.form", "the file is of another kind than the app exports: it was saved again by a spreadsheet program", "文件类型与应用导出的不同：曾用表格软件另存"},
	{"bill.remark.columns", "a header Column1, Column2 … was added: the file was saved again by a spreadsheet program", "多出 Column1、Column2… 表头行：曾用表格软件另存"},
	{"bill.remark.sheets", "sheet {0} repeats {1} {1|transaction|transactions} of an earlier sheet, counted once", "工作表“{0}”有 {1} 笔交易与前面的工作表重复，只计一次"},
	{"bill.remark.seconds", "the seconds of {0} {0|time|times} are missing (first in row {1}): the file was saved again by a spreadsheet program", "有 {0} 笔交易的时间没有秒（首见于第 {1} 行）：曾用表格软件另存"},
	{"bill.remark.floats", "the numbers of {0} {0|transaction|transactions} have lost digits (such as 4.2E+27): the file was saved again by a spreadsheet program", "有 {0} 笔交易的单号丢失了数字（如 4.2E+27）：曾用表格软件另存"},

	{"alipay.export", "export the bill once more and add it as it comes, without opening and saving it: Alipay, 我的 → 账单 → … (top right) → 开具交易流水证明 → 用于个人对账", "请重新导出账单，不要打开另存，直接添加原文件：支付宝“我的”→“账单”→ 右上角“…”→“开具交易流水证明”→“用于个人对账”"},
	{"alipay.stop.cashbook", "this is Alipay's bookkeeping list (记账本), which has no order numbers and no states; export the bill: Alipay, 我的 → 账单 → … (top right) → 开具交易流水证明 → 用于个人对账", "这是支付宝“记账本”，没有订单号和交易状态，不能作为账单；请导出账单：支付宝“我的”→“账单”→ 右上角“…”→“开具交易流水证明”→“用于个人对账”"},
	{"wechatpay.export", "export the bill once more and add it as it comes, without opening and saving it: WeChat, 我 → 服务 → 钱包 → 账单 → … (top right) → 下载账单 → 用于个人对账", "请重新导出账单，不要打开另存，直接添加原文件：微信“我”→“服务”→“钱包”→“账单”→ 右上角“…”→“下载账单”→“用于个人对账”"},
}
