package locale

// mailMessages is what the importer of mail says.
var mailMessages = []Entry{
	{"mail.sign.header", "begins with the headers of a mail: {0}", "开头是邮件头：{0}"},
	{"mail.sign.postmark", "begins with the line that a mailbox puts above each mail: {0}", "开头是邮箱文件（mbox）的分隔行：{0}"},
	{"mail.sign.msg", "a message saved by Outlook, as the names inside the file say", "文件内部结构是 Outlook 保存的邮件"},

	{"mail.no-header", "no mail header begins here: {0}", "此处没有邮件头：{0}"},
	{"mail.no-postmark", "text above the first mail", "第一封邮件之前的文字"},
	{"mail.stop.header", "the header of the mail is longer than 1 MiB", "邮件头超过 1 MiB"},
	{"mail.stop.msg", "no message can be read from this .msg file; save it again as .msg or .eml: {0}", "无法从此 .msg 文件读出邮件；请重新另存为 .msg 或 .eml：{0}"},

	{"mail.no-from", "the mail names no sender", "邮件没有写明发件人"},
	{"mail.sender", "the mail has no From header; the name is from its Sender header", "邮件没有 From 头，姓名取自 Sender 头"},
	{"mail.other-address", "the sender's name holds another address, {0}: programs that show only names show that one", "发件人名称中写着另一个地址 {0}；只显示名称的软件会显示该地址"},
	{"mail.twice", "the header {0} stands there {1} times; the first is read", "邮件头 {0} 出现了 {1} 次，取第一个"},
	{"mail.no-date", "the mail has no Date header; when it arrived says nothing about when it was sent", "邮件没有 Date 头；到达时间不能说明发送时间"},
	{"mail.bad-date", "the Date header cannot be read: {0}", "无法识别 Date 头：{0}"},
	{"mail.no-zone", "the Date header states no zone: {0}", "Date 头没有写明时区：{0}"},
	{"mail.zone-name", "the Date header names the zone {0}, which can mean several; the case's own is taken", "Date 头的时区写作 {0}，可有多种含义，按案卷的时区处理"},
	{"mail.weekday", "the Date header says {0}, and that day was a {1}", "Date 头写的是 {0}，而该日是 {1}"},
	{"mail.received-differs", "the Date header says {0}, the recipient's server received it on {1}", "Date 头为 {0}，而收件服务器收到的时间为 {1}"},
	{"mail.submitted", "the time is when the sender's program sent it, as Outlook noted in UTC; no Date header has come along", "时间为 Outlook 记录的提交发送时间（UTC）；没有 Date 头"},
	{"mail.unsent", "a draft: Outlook says that it was not sent", "草稿：Outlook 标明尚未发送"},

	{"mail.no-charset", "the mail does not say how its text is encoded; it is read as {0}", "邮件没有写明文字编码，按 {0} 读取"},
	{"mail.html-more", "the plain text has {0} characters, the HTML form {1}; the plain text is shown", "纯文本有 {0} 字，HTML 形式有 {1} 字；此处显示纯文本"},
	{"mail.unquoted", "before {0} {0|line|lines} beginning with From the mailbox put a >, which is left out here", "有 {0} 行以 From 开头，邮箱文件在其前加了 >，此处已略去"},
	{"mail.empty-part", "part {0} is an attachment without content: {1}", "第 {0} 部分是没有内容的附件：{1}"},
	{"mail.embedded", "a message attached to the message stays inside the file: {0}", "所附的另一封邮件保留在该文件内，未另行取出：{0}"},
	{"mail.rtf-only", "the text is there in RTF only, and is handed out as a file", "正文只有 RTF 形式，已作为文件另存"},
	{"mail.abrupt", "no blank line stands above this mail in the mailbox", "邮箱文件中该邮件之前没有空行"},

	{"mail.limit.depth", "parts are nested more than {0} deep; what lies deeper is kept and not read", "各部分嵌套超过 {0} 层；更深的部分只保存、不读取"},
	{"mail.limit.parts", "more than {0} parts; the rest is kept and not read", "超过 {0} 个部分；其余只保存、不读取"},
	{"mail.limit.text", "the text is longer than {0} MiB; the rest is kept and not shown", "正文超过 {0} MiB；其余只保存、不显示"},
	{"mail.limit.rtf", "the text is there in RTF only, and that is damaged or too long", "正文只有 RTF 形式，且已损坏或过长"},

	{"mail.fault.unclosed", "the boundary {0} is never closed: the mail may be cut", "分界 {0} 没有闭合，邮件可能不完整"},
	{"mail.fault.in-header", "part {0} ends inside its header", "第 {0} 部分在其头部中间结束"},
	{"mail.fault.indent", "a header line is not indented: {0}", "邮件头的续行没有缩进：{0}"},
	{"mail.fault.no-blank", "no blank line stands between header and text: {0}", "邮件头与正文之间没有空行：{0}"},
	{"mail.fault.no-boundary", "part {0} says it has parts, and names no boundary", "第 {0} 部分声明含有多个部分，但没有写明分界"},
	{"mail.fault.no-parts", "the boundary {0} stands nowhere; what is there is read as text", "找不到分界 {0}，按文字读取"},
	{"mail.fault.parameter", "part {0}: the parameter {1} of its type has no value", "第 {0} 部分：类型参数 {1} 没有值"},
	{"mail.fault.type", "part {0}: no such type: {1}", "第 {0} 部分：没有这种类型：{1}"},
	{"mail.fault.coding", "part {0} is encoded in an unknown way and is kept as it is: {1}", "第 {0} 部分的传输编码未知，原样保留：{1}"},
	{"mail.fault.junk", "part {0} holds {1} {1|byte|bytes} that its encoding does not allow", "第 {0} 部分含有 {1} 个其编码不允许的字节"},
	{"mail.fault.not-base64", "part {0} says it is in base64, which it is not; it is read as it stands", "第 {0} 部分声明为 base64 编码，实际不是，按原样读取"},
	{"mail.fault.cut", "part {0} ends inside a character of its encoding", "第 {0} 部分在编码单元中间结束"},
	{"mail.fault.charset", "the text is said to be in {0}, which it is not; it is read as {1}", "声明的文字编码 {0} 不符，按 {1} 读取"},
	{"mail.more-faults", "{0} more {0|fault|faults} in the mail's structure", "邮件结构中另有 {0} 处错误"},

	{"mail.files-count", "{0} {0|attachment|attachments}", "共 {0} 个附件"},
	{"mail.damaged-count", "{0} {0|mail is|mails are} not built as mail must be; what was read of {0|it|them} is shown", "有 {0} 封邮件的结构不规范，已显示读出的内容"},
	{"mail.limited-count", "of {0} {0|mail|mails} a part was not read", "有 {0} 封邮件的一部分未读取"},
	{"mail.abrupt-count", "{0} {0|mail begins|mails begin} without a blank line above", "有 {0} 封邮件之前没有空行"},
}
