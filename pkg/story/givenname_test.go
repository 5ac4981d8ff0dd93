package story

import "testing"

func TestGivenName(t *testing.T) {
	unnamed := practice(t).Unnamed()
	if len(unnamed) == 0 {
		t.Fatal("no names of machines")
	}
	for name, want := range map[string]string{
		"专柜说明.pdf":                                 "专柜说明",
		"鞋标_模糊.jpg":                                "鞋标 模糊",
		"invoice March.pdf":                        "invoice March",
		"cup broken 2.jpg":                         "cup broken 2",
		"영수증.jpg":                                  "영수증",
		"IMG_20261008_193001.jpg":                  "",
		"IMG_5195(1).HEIC":                         "",
		"DSC00012.JPG":                             "",
		"PXL_20260305_140322123.MP.jpg":            "",
		"微信图片_20260305140322.jpg":                  "",
		"扫描件 (2).pdf":                              "",
		"新建 Microsoft Word 文档.docx":                "",
		"scan0001.pdf":                             "",
		"Scanned Document 3.pdf":                   "",
		"未命名.png":                                  "",
		"download (1).pdf":                         "",
		"document.pdf":                             "",
		"9f86d081884c7d659a2feaa0c55ad015.jpg":     "",
		"3f2504e0-4f89-11d3-9a0c-0305e82c3301.jpg": "",
		"1772690602123.jpg":                        "",
		"a.pdf":                                    "",
	} {
		if got := givenName(name, unnamed); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
