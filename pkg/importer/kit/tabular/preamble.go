package tabular

import (
	"cmp"
	"maps"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

// maxPreamble is how many rows may stand before the header.
const maxPreamble = 200

// maxDeclared is how many counts and sums a file can declare.
const maxDeclared = 50

// preamble is what the lines around a table say about it.
type preamble struct {
	seen     map[string]bool // banners and marks found
	rows     string          // "共66笔记录": the digits, as written
	declared []declared
	from, to moment // the period the file says it is of
	zone     string // "+08:00", where the file states it
	columns  bool   // a generated header row stands above
	year     int    // of the bill: "2024年01月"
	month    int
}

// moment is a time whose zone is not known yet.
type moment struct {
	dispute.Clock
	dispute.Precision
}

type declared struct {
	label, count, sum string
}

// declares reports whether a count or sum was declared, and states whether
// that or the period was.
func (p *preamble) declares() bool { return p.rows != "" || len(p.declared) > 0 }

func (p *preamble) states() bool { return p.declares() || p.from.Year > 0 || p.to.Year > 0 }

// marks is what tells layouts apart around both.
func (p *preamble) marks(o preamble) *preamble {
	both := preamble{seen: maps.Clone(p.seen)}
	both.join(o)
	return &both
}

// join takes in what stands after p.
func (p *preamble) join(o preamble) {
	if p.seen == nil {
		p.seen = o.seen
	} else {
		maps.Copy(p.seen, o.seen)
	}
	p.rows, p.zone = cmp.Or(o.rows, p.rows), cmp.Or(o.zone, p.zone)
	p.declared = append(p.declared, o.declared...)
	if o.from.Year > 0 || o.to.Year > 0 {
		p.from, p.to = o.from, o.to
	}
	p.columns = p.columns || o.columns
	if p.year == 0 {
		p.year, p.month = o.year, o.month
	}
}

// read takes in one line. words are the banners and marks to look for: they
// stand in a line by themselves, and not in a cell of another company's table.
func (p *preamble) read(row *sheet.Row, words []string) {
	line := row.Plain()
	for _, w := range words {
		if !p.seen[w] && row.Filled() == 1 && strings.Contains(line, w) {
			if p.seen == nil {
				p.seen = make(map[string]bool)
			}
			p.seen[w] = true
		}
	}
	if d, ok := declaration(line); ok {
		if d.label == "" {
			p.rows = d.count
		} else if len(p.declared) < maxDeclared {
			p.declared = append(p.declared, d)
		}
	}
	if from, ok := stated(line, "起始时间", "起始日期"); ok {
		if to, ok := stated(line, "终止时间", "终止日期", "结束日期"); ok {
			p.from, p.to = from, to
		}
	}
	if from, to, ok := period(line); ok {
		p.from, p.to = from, to
	}
	if y, m, ok := billMonth(line); ok && p.year == 0 {
		p.year, p.month = y, m
	}
	if _, after, ok := strings.Cut(line, "时间均为UTC"); ok && len(after) >= 6 && (after[0] == '+' || after[0] == '-') {
		p.zone = after[:6]
	}
}

// declaration reads "共66笔记录", "收入：1笔 28.50元", "已收入:1笔,0.01元" or
// "支出：16笔(含4笔部分退款)，1648.43元".
func declaration(line string) (declared, bool) {
	line = strings.ReplaceAll(line, "：", ":")
	if rest, ok := strings.CutPrefix(line, "共"); ok {
		count, after, ok := strings.Cut(strings.TrimPrefix(rest, ":"), "笔")
		if count = sheet.Trim(count); ok && digits(count) && len(after) < 20 {
			return declared{count: count}, true
		}
		return declared{}, false
	}
	label, rest, _ := strings.Cut(line, ":")
	count, sum, ok := strings.Cut(rest, "笔")
	for _, mark := range [][2]string{{"(", ")"}, {"（", "）"}} {
		if inside, ok := strings.CutPrefix(sum, mark[0]); ok {
			_, sum, _ = strings.Cut(inside, mark[1]) // what the count is made of
		}
	}
	sum, yuan := strings.CutSuffix(strings.Trim(sum, ",， \t"), "元")
	if !ok || !yuan || len(label) > 30 || label == "" {
		return declared{}, false
	}
	if _, err := dispute.ParseAmount(sum, "CNY"); err != nil {
		return declared{}, false
	}
	return declared{label: sheet.Trim(label), count: sheet.Trim(count), sum: sheet.Trim(sum)}, true
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// stated is the time after one of labels, in brackets or not:
// "起始时间：[2026-03-01 00:00:00]", "起始日期:20260301".
func stated(line string, labels ...string) (moment, bool) {
	for _, label := range labels {
		_, after, ok := strings.Cut(line, label)
		if !ok {
			continue
		}
		after = strings.TrimLeft(after, ":： [")
		end := strings.IndexAny(after, "]\t终结")
		if end < 0 {
			end = len(after)
		}
		if m, ok := momentOf(after[:end]); ok {
			return m, true
		}
	}
	return moment{}, false
}

func momentOf(text string) (moment, bool) {
	text = strings.Trim(sheet.Trim(text), "[]")
	c, p, ok := clock(text)
	if !ok {
		c, p, ok = packed(text)
	}
	return moment{c, p}, ok
}

// period reads both ends of "日期区间：2026-03-01至2026-03-31".
func period(line string) (from, to moment, ok bool) {
	for _, label := range []string{"日期区间", "数据范围"} {
		_, after, found := strings.Cut(line, label)
		if !found {
			continue
		}
		after = strings.TrimLeft(after, ":： ")
		for _, between := range []string{"至", "到", "~", "～", "—", " - "} {
			first, second, found := strings.Cut(after, between)
			if !found {
				continue
			}
			from, one := momentOf(first)
			to, two := momentOf(second)
			if one && two {
				return from, to, true
			}
		}
	}
	return from, to, false
}

// billMonth finds the month of a bill in its title: "信用卡账单(2024年01月)".
func billMonth(line string) (year, month int, ok bool) {
	before, after, found := strings.Cut(line, "年")
	if !found || len(before) < 4 {
		return 0, 0, false
	}
	y, m := scanner(before[len(before)-4:]), scanner(after)
	ok = y.number(&year, 4, 4) && m.number(&month, 1, 2) && m.oneOf("月") && month >= 1 && month <= 12
	return year, month, ok
}

// rule reports whether a line is drawn, with words in it or not:
// "-----交易记录明细列表-----".
func rule(line string) bool {
	return strings.HasPrefix(line, "----------") && strings.HasSuffix(line, "----------")
}
