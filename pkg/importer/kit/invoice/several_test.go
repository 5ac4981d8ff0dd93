package invoice

import (
	"fmt"
	"strings"
	"testing"
)

func TestFromPages(t *testing.T) {
	page := func(number, total string) string {
		return "电子发票（普通发票）  发票号码：2631200000000000000" + number + "\n开票日期：2026年07月20日\n购 名称：周芷宁  销 名称：上海青柚文具有限公司\n" + total
	}
	const total, other, red = "价税合计（大写） 壹佰壹拾叁圆整 （小写）¥113.00\n", "价税合计（大写） 伍拾圆整 （小写）¥50.00\n",
		"价税合计（大写） （负数）壹佰壹拾叁圆整 （小写）¥-113.00\n被红冲蓝字数电发票号码：26312000000000000001\n"
	above := func(number string) string { // the number above the title
		return "发票号码：2631200000000000000" + number + "\n电子发票（普通发票）\n开票日期：2026年07月20日\n" + total
	}
	for name, c := range map[string]struct {
		pages []string
		want  string
	}{
		"three":                          {[]string{page("1", total), page("2", other), page("3", total)}, "1.1 1 113.00, 2.1 2 50.00, 3.1 3 113.00"},
		"two pages and one":              {[]string{page("1", "小 计 ¥60.00 ¥7.80\n"), page("1", total), page("2", other)}, "1.1 1 113.00, 3.1 2 50.00"},
		"a page of items between":        {[]string{page("1", ""), "*文具*便签 1.00\n", total}, "1.1 1 113.00"},
		"the total behind another":       {[]string{page("1", ""), page("2", total), other}, "1.1 1 , 2.1 2 113.00"},
		"two on a page":                  {[]string{page("1", total) + page("2", other)}, "1.1 1 113.00, 1.2 2 50.00"},
		"numbers above titles":           {[]string{above("1") + above("2")}, "1.1 1 113.00, 1.2 2 113.00"},
		"side by side":                   {[]string{"电子发票（普通发票） 发票号码：26312000000000000001 电子发票（普通发票） 发票号码：26312000000000000002\n开票日期：2026年07月20日\n" + total}, "apart 2"},
		"the blue and the red":           {[]string{page("1", total), page("2", red)}, "1.1 1 113.00, 2.1 2 -113.00"},
		"the blue and the red on a page": {[]string{page("1", total) + page("2", red)}, "1.1 1 113.00, 1.2 2 -113.00"},
		"the same twice":                 {[]string{page("1", total), page("2", other), page("1", total)}, "1.1 1 113.00, 2.1 2 50.00"},
		"behind a letter":                {[]string{"您的退款已处理，发票见后页。\n", page("2", red)}, "2.1 2 -113.00"},
		"a number that is not named":     {[]string{page("1", total), page("\uFFFD", other)}, "1.1 1 113.00, 2.1  50.00"},
	} {
		found, apart := FromPages(c.pages)
		var got []string
		for _, f := range found {
			got = append(got, fmt.Sprintf("%d.%d %s %s", f.Page, f.Part, strings.TrimLeft(strings.TrimPrefix(f.Number, "2631200000000000"), "0"), f.Total))
		}
		if len(apart) > 0 {
			got = append(got, fmt.Sprintf("apart %d", len(apart)))
		}
		if got := strings.Join(got, ", "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestUnread(t *testing.T) {
	for total, want := range map[string]int{"（小写）¥113.00": 0, "小计 113.00": 1, "（小写）¥99.00 壹佰壹拾叁圆整": 0} {
		v := FromText("电子发票（普通发票） 发票号码：26312000000000000001\n开票日期：2026年07月20日\n" + total)
		if v == nil || len(v.Unread()) != want {
			t.Errorf("%s: %v", total, v)
		}
	}
}
