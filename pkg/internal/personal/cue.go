package personal

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// class is what a word says of the number behind it.
type class int

const (
	noClass class = iota
	ofIdentity
	ofPassport
	ofCard   // a card may follow: it must pass Luhn's check
	ofNumber // the number of a card or account follows, whatever its sum
	ofPhone
	ofPlate
	ofAddress
	ofTrade // the number of an order, a parcel, a payment, a paper: no person's
)

// cue is a word before a number and where it ends.
type cue struct {
	class class
	start int
	end   int
}

// cueWords are the words of each class, in lower case.
var cueWords = map[class][]string{
	ofIdentity: {"身份证", "身份證", "证件号", "證件號", "公民身份", "社保卡号", "id card", "id number", "identity", "national insurance", "ni number", "ssn", "social security", "hkid"},
	ofPassport: {"护照", "護照", "通行证", "通行證", "台胞证", "回乡证", "居留证", "passport", "travel document"},
	ofCard:     {"银行", "銀行", "行卡", "尾号", "储蓄卡", "信用卡", "借记卡", "的卡", "张卡", "到卡", "这卡", "那卡", "card", "bank"},
	ofNumber:   {"卡号", "卡號", "银行账号", "银行帐号", "收款账号", "收款帐号", "card number", "card no", "account number", "account no"},
	ofPhone: {"电话", "電話", "手机", "手機", "联系方式", "聯絡", "座机", "热线", "微信同号", "致电", "拨打", "tel", "phone", "mobile", "cell", "whatsapp",
		"call me", "text me", "reach me", "fax", "传真"},
	ofPlate:   {"车牌", "車牌", "number plate", "license plate", "licence plate", "registration", "reg no"},
	ofAddress: {"地址", "住址", "住在", "家住", "寄到", "寄往", "送到", "送至", "收货", "address", "deliver to", "ship to", "live at", "lives at"},
	ofTrade: {"订单", "訂單", "单号", "單號", "流水", "交易号", "交易单", "交易编号", "凭证号", "运单", "快递单", "编号", "編號", "发票", "税号", "信用代码", "商户号", "商户单",
		"型号", "序列号", "批号", "条码", "案号", "工单", "合同号", "店铺", "商品id", "货号", "imei", "serial", "order", "tracking", "waybill", "invoice", "transaction", "reference",
		"ref", "ticket", "sku", "batch", "model", "isbn", "parcel", "consignment", "merchant", "sha-256", "case no", "case number", "receipt", "vat"},
}

// cueWord is a word of a class.
type cueWord struct {
	class class
	text  string
}

// lexicon has the words by how they begin, for one walk through a text: all of them
// are looked for in every text of a packet.
type lexicon struct {
	begins [1 << 12]bool // by the last bits of how one begins: most places have none
	words  map[uint32][]cueWord
}

var cueLexicon = sync.OnceValue(func() *lexicon {
	x := &lexicon{words: map[uint32][]cueWord{}}
	for c, words := range cueWords {
		for _, w := range words {
			key := beginning(w)
			x.begins[key&(1<<12-1)] = true
			x.words[key] = append(x.words[key], cueWord{c, w})
		}
	}
	return x
})

// beginning is the first Chinese character of a text, or its first two letters.
func beginning(s string) uint32 {
	switch {
	case s[0] < utf8.RuneSelf && len(s) > 1:
		return uint32(s[0])<<7 | uint32(s[1])
	case s[0] < utf8.RuneSelf:
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s)
	return uint32(r)
}

// cues are the words of a text in lower case, by their ends.
func cues(lower string) []cue {
	var out []cue
	x := cueLexicon()
	for at := range lower {
		latin := lower[at] < utf8.RuneSelf
		if latin && (!isLetter(lower[at]) || at > 0 && isLetter(lower[at-1])) {
			continue // no word begins here
		}
		key := beginning(lower[at:])
		if !x.begins[key&(1<<12-1)] {
			continue
		}
		for _, w := range x.words[key] {
			end := at + len(w.text)
			if strings.HasPrefix(lower[at:], w.text) && !(latin && goesOn(lower[end:])) {
				out = append(out, cue{w.class, at, end})
			}
		}
	}
	slices.SortFunc(out, func(a, b cue) int {
		return cmp.Or(cmp.Compare(a.end, b.end), cmp.Compare(a.class, b.class), cmp.Compare(a.start, b.start))
	})
	return out
}

// goesOn reports that a word is only a part of another; its plural is not.
func goesOn(rest string) bool { return rest != "" && isLetter(rest[0]) && rest[0] != 's' }

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// reach is how many bytes before a number the word for it can stand.
const reach = 60

// said is what the last word before a place says of what stands there; two
// words that run into one another (订单编号, 银行卡号) are one.
func (t *folded) said(at int) class {
	i, _ := slices.BinarySearchFunc(t.cues, at+1, func(c cue, at int) int { return cmp.Compare(c.end, at) })
	if i == 0 || at-t.cues[i-1].end > reach {
		return noClass
	}
	last := t.cues[i-1]
	class := last.class
	for j := i - 2; j >= 0 && t.cues[j].end >= last.start; j-- {
		if t.cues[j].class == ofTrade || class == ofTrade {
			return ofTrade
		}
		class = max(class, t.cues[j].class)
	}
	return class
}

// speaks reports whether a word of a class is in the text.
func (t *folded) speaks(c class) bool {
	return slices.ContainsFunc(t.cues, func(one cue) bool { return one.class == c })
}

// within is what said says, where the word is at most so many bytes away.
func (t *folded) within(at, bytes int) class {
	i, _ := slices.BinarySearchFunc(t.cues, at+1, func(c cue, at int) int { return cmp.Compare(c.end, at) })
	if i == 0 || at-t.cues[i-1].end > bytes {
		return noClass
	}
	return t.said(at)
}
