package wechatexport

import (
	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// About implements importer.Importer.
func (Importer) About() importer.About {
	return importer.About{
		Name:   dispute.Words{"en": "WeChat chat (exported by a program)", "zh": "微信聊天记录（导出工具）"},
		Source: dispute.Words{"en": "WeChat chat exported by a program", "zh": "由导出工具导出的微信聊天记录"},
		App:    dispute.Words{"en": "WeChat", "zh": "微信"},
		Variants: map[string]dispute.Words{
			"weflow-json":         {"en": "WeFlow, JSON", "zh": "WeFlow，JSON"},
			"weflow-txt":          {"en": "WeFlow, text", "zh": "WeFlow，文本"},
			"echotrace-json":      {"en": "EchoTrace, JSON", "zh": "EchoTrace，JSON"},
			"chatlog-json":        {"en": "chatlog, JSON", "zh": "chatlog，JSON"},
			"chatlog-txt":         {"en": "chatlog, text", "zh": "chatlog，文本"},
			"chatlog-csv":         {"en": "chatlog, CSV", "zh": "chatlog，CSV"},
			"memotrace-json":      {"en": "MemoTrace, JSON", "zh": "留痕，JSON"},
			"memotrace-txt":       {"en": "MemoTrace, text", "zh": "留痕，文本"},
			"memotrace-csv":       {"en": "MemoTrace, CSV", "zh": "留痕，CSV"},
			"weflow-html":         {"en": "WeFlow, web page", "zh": "WeFlow，网页"},
			"weflow-md":           {"en": "WeFlow, Markdown", "zh": "WeFlow，Markdown"},
			"weflow-xlsx":         {"en": "WeFlow, workbook", "zh": "WeFlow，Excel 工作簿"},
			"echotrace-html":      {"en": "EchoTrace, web page", "zh": "EchoTrace，网页"},
			"echotrace-xlsx":      {"en": "EchoTrace, workbook", "zh": "EchoTrace，Excel 工作簿"},
			"wechatexporter-txt":  {"en": "WechatExporter, text", "zh": "WechatExporter，文本"},
			"wechatexporter-html": {"en": "WechatExporter, web page", "zh": "WechatExporter，网页"},
			"pywxdump-csv":        {"en": "PyWxDump, CSV", "zh": "PyWxDump，CSV"},
		},
	}
}
