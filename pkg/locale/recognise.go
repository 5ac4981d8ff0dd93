package locale

// recognisedMessages is what is said about text that a program saw in pictures.
var recognisedMessages = []Entry{
	{"help.read-text.short", "Recognise the text in pictures", "识别图片中的文字"},
	{"help.read-text.long", "Recognises text in screenshots and photos with Tesseract, where it is installed, so that it can\nbe searched and covered. Without numbers it reads all pictures that were not read yet. What was\nrecognised may be wrong: it is kept beside the picture, never as what the picture says. Order\nnumbers, amounts and dates are offered with the command that takes them over.", "用已安装的 Tesseract 识别截图和照片中的文字，以便搜索和遮盖。不写编号时，\n识别所有尚未识别的图片。识别结果可能有误：只作为辅助文字保存，不作为证据内容。\n认出的订单号、金额和日期会列出，并附上采用它的命令。"},
	{"help.read-text.example", "  complain read-text\n  complain read-text E4 --again", "  complain read-text\n  complain read-text E4 --again"},
	{"flag.again", "recognise again what was recognised before", "已识别过的也重新识别"},

	{"error.no-tesseract", "text in pictures is recognised by the program tesseract, which is not installed here", "识别图片文字需要 tesseract 程序，此电脑上没有安装"},
	{"hint.tesseract", "Debian, Ubuntu: sudo apt install tesseract-ocr tesseract-ocr-chi-sim\n  macOS: brew install tesseract tesseract-lang\n  Windows: the installer of https://github.com/UB-Mannheim/tesseract/wiki with Chinese (Simplified) ticked; then put its folder on the PATH\n  Everything else works without it.", "Debian、Ubuntu：sudo apt install tesseract-ocr tesseract-ocr-chi-sim\n  macOS：brew install tesseract tesseract-lang\n  Windows：从 https://github.com/UB-Mannheim/tesseract/wiki 下载安装程序，勾选 Chinese (Simplified)，并把安装目录加入 PATH\n  不安装也不影响其他功能。"},
	{"error.tesseract", "{0} does not work: {1}", "{0} 无法运行：{1}"},
	{"error.tesseract-languages", "tesseract has none of the languages {0}", "tesseract 缺少语言：{0}"},
	{"read-text.missing", "tesseract lacks the language {0}: text in it comes out wrong. Once installed, repeat with --again.", "tesseract 缺少语言 {0}，相应文字会识别错误。安装后请加 --again 重新识别。"},
	{"error.no-picture", "{0} is no picture, but {1}", "{0} 不是图片，而是 {1}"},
	{"hint.no-picture", "complain evidence list shows what each evidence is", "用 complain evidence list 查看各份证据的类型"},

	{"read-text.no-pictures", "There are no pictures in the case.", "案件中没有图片。"},
	{"read-text.seen", "{0}  {1}: recognised by {2}, may be wrong: {3} {3|word|words}, confidence {4} %", "{0}  {1}：由 {2} 识别，可能有误：{3} 个词，置信度 {4}%"},
	{"read-text.nothing", "{0}  {1}: {2} recognised no text in it", "{0}  {1}：{2} 未识别到文字"},
	{"read-text.candidate", "    {0}? {1}  (at {2},{3})", "    可能是{0}：{1}（位置 {2},{3}）"},
	{"read-text.known", "      the case has this number", "      与案件的订单号一致"},
	{"read-text.what-happened", "what {0} shows", "{0} 显示的内容"},
	{"read-text.legend", "Compare with the picture before you use any of it. The commands above take a value over; nothing was.", "使用前请与原图核对。以上命令可采用相应内容；目前均未采用。"},
	{"read-text.picture-failed", "{0}  {1}: not read: {2}", "{0}  {1}：未能识别：{2}"},
	{"read-text.time", "it took longer than {0}", "超过 {0} 仍未完成"},
	{"read-text.failed", "tesseract gave up: {0}", "tesseract 未能处理：{0}"},
	{"evidence.recognised", "recognised    {0} {0|word|words}, by {1}, may be wrong: complain read-text {2} shows them", "识别文字    {0} 个词，由 {1} 识别，可能有误：用 complain read-text {2} 查看"},
	{"custody.action.recognise", "recognise", "识别文字"},
	{"hint-kind.order", "order number", "订单号"},
	{"hint-kind.tracking", "tracking number", "运单号"},
	{"hint-kind.amount", "amount", "金额"},
	{"hint-kind.date", "date", "日期"},
}
