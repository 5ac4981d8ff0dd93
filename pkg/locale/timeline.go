package locale

// timelineMessages is notes on events.
var timelineMessages = []Entry{
	{"event.photo", "photo: {0}", "照片：{0}"},
	{"event.document", "file: {0}", "文件：{0}"},
	{"event.conversation", "conversation with {0}: {1} messages, {2} to {3}", "与{0}的聊天，共 {1} 条，{2} 至 {3}"},
	{"note.refund-of", "refund of {0}", "对应 {0} 的退款"},
	{"note.undated", "no date found", "未找到日期"},
	{"note.time-from-name", "time taken from the file name", "时间取自文件名"},
	{"note.time-from-modified", "time is that of the file's last change", "时间为文件的修改时间"},
	{"note.zone-assumed", "time zone assumed: {0}", "时区按案件设定：{0}"},
}
