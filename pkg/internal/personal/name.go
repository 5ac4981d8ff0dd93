package personal

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/internal/pattern"
)

// surnames are common ones of Chinese, the double ones first.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝骆路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤时穆农司古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"

var doubleSurnames = []string{"欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "夏侯", "端木", "长孙", "宇文", "南宫"}

// Words before a name.
var (
	namedHan = pattern.New(`(?:收件人|收货人|收件|联系人|姓名|户名|持卡人|寄件人|发件人|签收人|代收人|邻居|机主|房东|购买人|投保人|乘机人|入住人|买家姓名|名字)(?:是|为|叫|[:：])?\s{0,2}(\p{Han}{2,4})`)
	namedEn  = pattern.New(`(?i:\b(?:recipient|consignee|addressee|attn|contact(?: person)?|full name|name|cardholder|account holder|deliver to|ship to|bill to|signed (?:for )?by|passenger|guest|neighbou?r|my (?:wife|husband|son|daughter|mother|father|flatmate|colleague|friend)))(?:\s+is)?\s*[:,]?\s+(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)?([A-Z][a-z'-]+(?:\s+[A-Z]\.)?(?:\s+[A-Z][A-Za-z'-]+){1,2})`)
	latin    = pattern.New(`[A-Z][a-z'-]+(?:\s+[A-Z]\.)?(?:\s+[A-Z][a-z'-]+){1,2}`)
	hanRun   = pattern.New(`\p{Han}+`)
)

// names are those behind a word that says so, and those right beside a number or
// an address that is somebody's.
func names(t *folded, found []Found) []Found {
	var out []Found
	if !t.digitsOrNames(found) {
		return nil
	}
	for _, m := range namedHan.FindAllStringSubmatchIndex(t.s, -1) {
		if end := hanName(t.s[m[2]:m[3]]); end > 0 {
			out = append(out, Found{Name, m[2], m[2] + end})
		}
	}
	for _, m := range namedEn.FindAllStringSubmatchIndex(t.s, -1) {
		if !namesThing(t.lower[:m[0]]) {
			out = append(out, Found{Name, m[2], latinEnd(t.s, m[2], m[3])})
		}
	}
	for _, f := range found {
		if f.Kind == Mail || f.Kind == Plate {
			continue
		}
		out = append(out, beside(t, f)...)
	}
	return out
}

// namesThing reports whether the words before "name" say that it is that of no person.
func namesThing(before string) bool {
	before = strings.TrimRight(before, " -")
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	return slices.Contains([]string{"file", "product", "item", "brand", "model"}, word)
}

// digitsOrNames reports whether the dearer search for names can find any.
func (t *folded) digitsOrNames(found []Found) bool {
	return len(found) > 0 || containsAny(t.lower, nameWords)
}

// nameWords are parts of all words that namedHan and namedEn begin with.
var nameWords = []string{"人", "名", "收件", "邻居", "机主", "房东", "recipient", "consignee", "addressee", "attn", "contact", "name", "holder", "deliver to", "ship to", "bill to", "signed",
	"passenger", "guest", "neighbo", "my "}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// hanName is how long the name is that s begins with; 0 for none. s is up to
// four characters: of a name with more behind it, the usual three at most.
func hanName(s string) int {
	if stopped(s) {
		return 0
	}
	double := false
	for _, d := range doubleSurnames {
		double = double || strings.HasPrefix(s, d)
	}
	first, _ := utf8.DecodeRuneInString(s)
	if !double && !strings.ContainsRune(surnames, first) {
		return 0
	}
	most := 3
	if double {
		most = 4
	}
	end := 0
	for i, r := range s {
		if most--; most < 0 {
			return end
		}
		if i > 0 && strings.ContainsRune("的是在和与及电手住地已要请有我您你他她它这那了吧吗呢", r) ||
			most < 1 && !double && strings.ContainsRune("签收取拿说发给打来去到把被帮代寄退付转也就都", r) {
			return longEnough(s, end)
		}
		end = i + utf8.RuneLen(r)
	}
	return longEnough(s, end)
}

func longEnough(s string, end int) int {
	if utf8.RuneCountInString(s[:end]) < 2 {
		return 0
	}
	return end
}

// stopped reports words that are no names although they begin as one.
func stopped(s string) bool {
	for _, w := range []string{"谢谢", "谢了", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "周末", "于是", "方便", "高兴", "安全", "时间", "时候", "和平", "全部", "全款", "应该", "关于", "任何",
		"许多", "成功", "明天", "明白", "单号", "向您", "向我", "文件", "成都", "常用", "简单", "包装", "包裹", "解决", "方式", "管理", "连锁", "金额", "商家", "商品", "商城", "师傅", "司机",
		"温馨", "华为", "平台", "房间", "万元", "万一", "白天", "马上", "高级", "牛奶", "明细", "石家", "安装", "安排", "查询", "查看", "向前", "施工", "项目", "席位", "车牌", "车辆", "和我", "和收", "和寄", "和发件", "和联系", "路口",
		"陈述", "陈列", "申请", "应当", "支付", "支持", "左右", "程序", "曾经", "曾在", "相关", "贺卡", "单独", "凭证", "严重", "严格", "毛病", "顾客", "温度", "尤其", "甚至", "常常", "向平", "向商", "于本", "于当"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// beside is a name right before or right behind something that was found, with
// no more than a mark or two between, and nothing else of its kind around it.
func beside(t *folded, f Found) []Found {
	var out []Found
	before := strings.TrimRight(t.s[:f.Start], " \t,，、:：;；/|()（）[]")
	if gap := f.Start - len(before); gap > 0 && gap <= 6 {
		out = append(out, lastName(before)...)
	}
	behind := strings.TrimLeft(t.s[f.End:], " \t,，、;；/|()（）[]")
	if gap := len(t.s) - f.End - len(behind); gap > 0 && gap <= 6 {
		out = append(out, firstName(behind, len(t.s)-len(behind))...)
	}
	return out
}

// lastName is a name that text ends with.
func lastName(text string) []Found {
	start := len(text)
	for n := 0; start > 0 && n < 6; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		start -= size
	}
	if run := text[start:]; run != "" {
		if n := utf8.RuneCountInString(run); n >= 2 && n <= 4 && hanName(run) == len(run) {
			return []Found{{Name, start, len(text)}}
		}
		return nil
	}
	from := max(0, len(text)-60)
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	all := latin.FindAllStringIndex(text[from:], -1)
	if n := len(all); n > 0 && from+all[n-1][1] == len(text) && !common(text[from+all[n-1][0]:]) {
		return []Found{{Name, from + all[n-1][0], len(text)}}
	}
	return nil
}

// firstName is a name that text, which stands at a place, begins with.
func firstName(text string, at int) []Found {
	if m := hanRun.FindStringIndex(text); m != nil && m[0] == 0 {
		run := text[:m[1]]
		if n := utf8.RuneCountInString(run); n >= 2 && n <= 4 && hanName(run) == len(run) {
			return []Found{{Name, at, at + len(run)}}
		}
		return nil
	}
	if m := latin.FindStringIndex(text); m != nil && m[0] == 0 && !common(text[:m[1]]) {
		return []Found{{Name, at, at + m[1]}}
	}
	return nil
}

// common reports a part of a name that is a word of sentences and labels.
func common(s string) bool {
	for word := range strings.FieldsSeq(s) {
		switch word {
		case "Call", "Tel", "Phone", "Mobile", "Contact", "Order", "Please", "My", "The", "Your", "Our", "Email", "Address", "Number", "Card", "Bank", "Passport", "Identity", "National",
			"Insurance", "Customer", "Service", "Services", "Team", "Support", "Shop", "Store", "Ltd", "Limited", "Inc", "Company", "Account", "Delivery", "Royal", "Mail", "Thanks", "Thank", "Hi", "Hello",
			"Dear", "Kind", "Regards", "Best", "Re", "From", "To", "On", "Was", "And", "Is", "At", "Visa", "Debit", "Credit", "Street", "Road", "London", "New", "York", "United", "Kingdom",
			"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December":
			return true
		}
	}
	return false
}

// latinEnd leaves out of a name a word behind it that is none.
func latinEnd(s string, start, end int) int {
	for {
		i := strings.LastIndexByte(s[start:end], ' ')
		if i < 0 || !common(s[start+i:end]) {
			return end
		}
		end = start + len(strings.TrimRight(s[start:start+i], " "))
	}
}

// maskedName keeps the first letter of each part: 张*, J*** S***.
func maskedName(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if unicode.Is(unicode.Han, first) {
		return string(first) + strings.Repeat("*", max(1, utf8.RuneCountInString(s[size:])))
	}
	var parts []string
	for part := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(part)
		parts = append(parts, string(r)+"***")
	}
	return strings.Join(parts, " ")
}
