package locale

// timelineMessages is notes on events.
var timelineMessages = []Entry{
	{"event.photo", "photo: {0}", "照片：{0}"},
	{"event.document", "file: {0}", "文件：{0}"},
	{"event.invoice", "invoice no. {0}", "发票，号码 {0}"},
	{"event.conversation", "conversation with {0}: {1} messages, {2} to {3}", "与{0}的聊天，共 {1} 条，{2} 至 {3}"},
	{"note.refund-of", "refund of {0}", "对应 {0} 的退款"},
	{"note.undated", "no date found", "未找到日期"},
	{"note.time-from-name", "time taken from the file name", "时间取自文件名"},
	{"note.time-from-modified", "time is that of the file's last change", "时间为文件的修改时间"},
	{"note.sent-with", "sent with the message of {1} in {0}", "随 {0} 中 {1} 的消息发出"},
	{"note.sent-with-bound", "sent with the message of {1} in {0}, so it was made no later than that", "随 {0} 中 {1} 的消息发出，因此不晚于该时间生成"},
	{"note.sent-before-made", "sent with the message of {1} in {0}, before it was made by its own clock: one of the clocks is wrong", "随 {0} 中 {1} 的消息发出，却早于自身记录的时间：两者的时钟必有一个不准"},
	{"note.zone-assumed", "time zone assumed: {0}", "时区按案件设定：{0}"},
}
