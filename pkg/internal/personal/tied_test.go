package personal

import "testing"

func TestTied(t *testing.T) {
	for text, want := range map[string]string{
		"收件人：王小明，电话13912345678": "王小明", "李雷 13700002222": "李雷", "王小明说没收到": "", "收件人：王小明": "",
		"订单4316208857120346159 已发货": "", "Recipient: John Smithson, +44 7700 900124": "John Smithson",
	} {
		got := Tied(text)
		if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || got[0] != want) {
			t.Errorf("%s: %q", text, got)
		}
	}
	var n Names
	n.See("收件人：王小明，电话13912345678")
	n.See("李雷 13700002222")
	if found := known(&n).Find("王小明说，李雷没收到"); len(found) != 1 {
		t.Errorf("a name of two characters is known by one text: %v", found)
	}
	n.See("收货人李雷，电话13700002222")
	if found := known(&n).Find("王小明说，李雷没收到"); len(found) != 2 {
		t.Errorf("%v", found)
	}
}

func known(n *Names) *Known {
	k := n.Known()
	return &k
}
