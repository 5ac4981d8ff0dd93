package conversation

import "testing"

func TestLikeHeader(t *testing.T) {
	speaks := func(name string) bool { return name == "Ada" || name == "云栖数码" }
	for line, want := range map[string]bool{
		"[05.03.26, 14:03:22] Bo: hi":                true,
		"[05/03/2026 2:03 PM] Bo Li: hi":             true,
		"05.03.26, 14:03 - Bo: hi":                   true,
		"2026-03-05 14:03 小满: 在吗":                    true,
		"2026. 3. 5. 오후 2:03, Bo : hi":               false, // the comma is no sign of a name
		"Bo, [27.03.26 15:00]":                       true,
		"小满 (2026-03-05 14:03:22):在吗":                true,
		"\u200e[2026/3/5 下午2:03:01] 小满: \u200e图像已忽略": true,
		"Ada 2026-03-05 14:03:22":                    true,
		"云栖数码 2026/3/5 14:03":                        true,
		"Ada Donnerstag, 05.03.2026, 14:03 Uhr":      true,
		"云栖数码 周四 2026/3/5 14:03":                     true,
		"Bo Thu 05.03.2026, 14:03":                   false,
		"Ada comes on 05.03.2026 14:03":              false,
		"Bo 2026-03-05 14:03:22":                     false, // 已签收 stands like this
		"已签收 2026-03-05 14:03:22":                    false,
		"2026-03-05 14:03:22 【杭州市】已收件":               false,
		"2026-03-05 14:03:22 订单状态：已签收":               false,
		"下单时间：2026-03-05 14:03:22":                   false,
		"Order (2026-03-05 14:03): shoes":            false,
		"Date: 2026-03-05 14:03":                     false,
		"2026-03-05 14:03:22":                        false,
		"we met on 05.03.26 at 14:03":                false,
		"https://a.example/2026/03/05/14:03":         false,
		"10:30 Ada: hi":                              false,
		"":                                           false,
	} {
		if got := LikeHeader(line, speaks); got != want {
			t.Errorf("%q: %t", line, got)
		}
	}
}
