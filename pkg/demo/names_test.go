package demo

// What the files and the story have in common.
const (
	order  = "4316208857120346159"
	serial = "CG7025K0318864"
)

// The names of the files that the story speaks of.
const (
	bill       = "支付宝交易明细(20260201-20260315).csv"
	chat       = "微信聊天记录.txt"
	sentLabel  = "7d4c1e90ab35f2680c9e47d1b86af053.jpg"
	unboxing   = "IMG_20260305_201407.jpg"
	label      = "IMG_20260305_201512.jpg"
	poster     = "mmexport1772282778427.jpg"
	screenshot = "Screenshot_20260306_093011.png"
	invoice    = "电子发票_26330000000026030601.pdf"
	support    = "WhatsApp Chat with Chengguang Overseas.zip"
	supportLog = "WhatsApp Chat with Chengguang Overseas.txt"
	reference  = "IMG-20260313-WA0004.jpg"
)
