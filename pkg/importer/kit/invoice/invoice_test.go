package invoice

import (
	"errors"
	"strings"
	"testing"

	"complain/pkg/dispute"
)

func never() error { return nil }

func TestCapitals(t *testing.T) {
	for text, want := range map[string]int64{
		"壹仟贰佰玖拾玖圆整": 129900, "伍元陆角壹分": 561, "壹万壹仟叁佰圆整": 1130000, "壹拾万零伍佰圆整": 10050000, "拾元整": 1000,
		"叁亿零贰万圆整": 30002000000, "零元伍分": 5, "负壹拾玖圆玖角": -1990, "贰佰圆零陆分": 20006, "玖佰玖拾玖圆玖角玖分": 99999,
	} {
		if got, ok := capitals(text); !ok || got.Minor != want {
			t.Errorf("%s: %d %t, want %d", text, got.Minor, ok, want)
		}
	}
	for _, text := range []string{"", "圆整", "壹仟贰佰", "一千元", "壹贰圆", "壹仟圆约"} {
		if got, ok := capitals(text); ok {
			t.Errorf("%q is read as %s", text, got)
		}
	}
}

func TestDays(t *testing.T) {
	for text, want := range map[string]string{
		"2026年03月05日": "2026-03-05", "2026年3月5日": "2026-03-05", "2026-03-05": "2026-03-05", "20260305": "2026-03-05",
		"2026-03-05 13:02:50": "2026-03-05T13:02:50+08:00", "2026年02月30日": "", "": "", "03/05/2026": "",
	} {
		if got, _ := day(text); got.String() != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// shown is what a test compares of an invoice.
func shown(v *Invoice) string {
	if v == nil {
		return "none"
	}
	var doubts []string
	for _, d := range v.Doubts {
		doubts = append(doubts, d.Code)
	}
	return strings.Join([]string{v.Number, v.Code, v.Issued, v.Buyer.Name, v.Buyer.TaxID, v.Seller.Name, v.Seller.TaxID, v.Net, v.Tax, v.Total, strings.Join(doubts, " ")}, "|")
}

// The layouts: in the order of a page; with labels apart from their values; of
// an older invoice; and what must not be taken.
func TestText(t *testing.T) {
	const page = `电子发票（普通发票）
发票号码： 26317000000123456701
开票日期： 2026年03月05日
购 名称：林晓禾 销 名称：杭州云栖数码有限公司
买 售
方 统一社会信用代码/纳税人识别号： 方 统一社会信用代码/纳税人识别号：91330100MA00000X1Y
项目名称 规格型号 单位 数量 单价 金额 税率/征收率 税额
*耳机*头戴式耳机 QX-1 个 1 1149.56 1149.56 13% 149.44
合 计 ¥1149.56 ¥149.44
价税合计（大写） 壹仟贰佰玖拾玖圆整 （小写）¥1299.00
备 订单号:4316208857120346159
开票人： 王某`
	for _, c := range []struct{ name, text, want string }{
		{"in order", page, "26317000000123456701||2026年03月05日|林晓禾||杭州云栖数码有限公司|91330100MA00000X1Y|1149.56|149.44|1299.00|"},
		{"labels apart", "电子发票（普通发票）\n发票号码：\n开票日期：\n价税合计（大写） （小写）\n26317000000123456701\n2026年03月05日\n¥1149.56\n¥149.44\n壹仟贰佰玖拾玖圆整\n¥1299.00",
			"26317000000123456701||2026年03月05日|||||1149.56|149.44|1299.00|"},
		{"older, sides below one another", "杭州增值税电子普通发票\n发票代码：033001900311\n发票号码：25577301\n开票日期：2024 年 03 月 05 日\n校 验 码：58569 30272 33709 75117\n购买方 名 称：林晓禾\n纳税人识别号：\n合 计 ¥1149.56 ¥149.44\n价税合计（大写） 壹仟贰佰玖拾玖圆整 （小写） ¥1299.00\n销售方 名 称：杭州云栖数码有限公司\n纳税人识别号：91330100MA00000X1Y",
			"25577301|033001900311|2024年03月05日|林晓禾||杭州云栖数码有限公司|91330100MA00000X1Y|1149.56|149.44|1299.00|"},
		{"names above their tax numbers", "浙江增值税电子普通发票\n发票代码：033002000211\n发票号码：83089647\n开票日期：2024年03月05日\n名称：甲乙新材料有限公司  密码区 0062477>548\n购买方\n纳税人识别号：91320115MA00000X1Y\n价税合计（大写） 伍佰贰拾陆圆整 （小写）¥526.00\n销售方名称：某市悦来餐厅 差额征税：2.00。\n备注\n纳税人识别号：92330781MA00000X1Y",
			"83089647|033002000211|2024年03月05日|甲乙新材料有限公司|91320115MA00000X1Y|某市悦来餐厅|92330781MA00000X1Y|||526.00|"},
		{"the side is named", "电子发票\n发票号码：26317000000123456701\n开票日期：2026年03月05日\n销售方信息 名称：云栖数码有限公司", "26317000000123456701||2026年03月05日|||云栖数码有限公司|||||"},
		{"the same side twice", "电子发票\n发票号码：26317000000123456701\n开票日期：2026年03月05日\n销售方信息 名称：甲 销售方信息 名称：乙", "26317000000123456701||2026年03月05日||||||||"},
		{"radicals for characters", "电⼦发票（普通发票）\n发票号码：26317000000123456701\n开票⽇期：2026年03⽉05⽇", "26317000000123456701||2026年03月05日||||||||"},
		{"two numbers", strings.Replace(page, "备 订单号", "备 发票号码：26317000000999999999 订单号", 1), "||2026年03月05日|林晓禾||杭州云栖数码有限公司|91330100MA00000X1Y|1149.56|149.44|1299.00|"},
		{"a number and a check code apart from labels", "电子发票\n发票号码：\n校验码：\n开票日期：2026年03月05日\n26317000000123456701", "none"},
		{"the words differ", strings.Replace(page, "玖拾玖圆", "玖拾捌圆", 1), "26317000000123456701||2026年03月05日|林晓禾||杭州云栖数码有限公司|91330100MA00000X1Y||||invoice.words-differ"},
		{"the parts differ", strings.Replace(page, "¥149.44", "¥149.45", 1), "26317000000123456701||2026年03月05日|林晓禾||杭州云栖数码有限公司|91330100MA00000X1Y|||1299.00|invoice.parts-differ"},
		{"two amounts at the label", strings.Replace(page, "备 订单号", "（小写）¥13.00 订单号", 1), "26317000000123456701||2026年03月05日|林晓禾||杭州云栖数码有限公司|91330100MA00000X1Y|1149.56|149.44||"},
		{"a third name", page + "\n名称：某公司", "26317000000123456701||2026年03月05日||||91330100MA00000X1Y|1149.56|149.44|1299.00|"},
		{"talk of an invoice", "请问发票开好了吗？开票日期是哪天", "none"},
		{"a mail", "your invoice", "none"},
	} {
		if got := shown(FromText(c.text)); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.name, got, c.want)
		}
	}
}

func TestReadDiffering(t *testing.T) {
	read, _, err := Read(strings.NewReader(`<EInvoice><Header><EIid>1</EIid></Header><EInvoiceData><BasicInformation><TotalTaxAm>1</TotalTaxAm>
<TotalTax-includedAmount>5</TotalTax-includedAmount><TotalTax-includedAmount>6</TotalTax-includedAmount></BasicInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>2</InvoiceNumber></TaxSupervisionInfo></EInvoice>`), never)
	if err != nil || len(read) != 1 || read[0].Total != "" || read[0].Number != "" || len(read[0].Doubts) != 2 {
		t.Errorf("%+v, %v", read, err)
	}
	if _, _, err := Read(strings.NewReader("<Invoice><ID>1</ID><IssueDate>2026-03-05</IssueDate></Invoice>"), never); !errors.Is(err, ErrNoInvoice) {
		t.Error(err)
	}
}

// A list of invoices is each of them, and the parts of one never mend another's.
func TestReadSeveral(t *testing.T) {
	one := func(number, total, note string) string {
		return "<EInvoice><EInvoiceData><BasicInformation><TotalTax-includedAmount>" + total + "</TotalTax-includedAmount></BasicInformation><SellerInformation><SellerName>甲</SellerName></SellerInformation>" +
			"<AdditionalInformation><Remark>" + note + "</Remark></AdditionalInformation></EInvoiceData><TaxSupervisionInfo><InvoiceNumber>" + number + "</InvoiceNumber></TaxSupervisionInfo></EInvoice>"
	}
	older := "<eInvoice><InvoiceNo>12345678</InvoiceNo><InvoiceCode>031002600111</InvoiceCode><TaxInclusiveTotalAmount>-5.00</TaxInclusiveTotalAmount><Note>对应正数发票代码:031002600100号码:87654321</Note></eInvoice>"
	for name, c := range map[string]struct{ text, want string }{
		"two":          {"<List>" + one("1", "113.00", "") + one("2", "－113.00", "被红冲蓝字数电发票号码：26312000000000000011") + "</List>", "1 113.00 , 2 -113.00 26312000000000000011"},
		"older ones":   {"<List>" + older + one("1", "113.00", "") + "</List>", "12345678 -5.00 031002600100 87654321, 1 113.00 "},
		"one":          {older, "12345678 -5.00 031002600100 87654321"},
		"one of words": {"<List><EInvoice><a>1</a></EInvoice>" + one("1", "113.00", "") + "</List>", "1 113.00 "},
	} {
		read, _, err := Read(strings.NewReader(c.text), never)
		var got []string
		for _, v := range read {
			r := dispute.Record{Kind: dispute.Document}
			v.Fill(&r)
			facts, _ := r.Invoice()
			got = append(got, facts.Number+" "+r.Amount.Decimal()+" "+facts.Cancels)
		}
		if got := strings.Join(got, ", "); err != nil || got != c.want {
			t.Errorf("%s: %s, want %s, %v", name, got, c.want, err)
		}
	}
}

func TestFillAndTotals(t *testing.T) {
	v := &Invoice{Number: "26317000000123456701", Issued: "2026-03-05 10:11:12", Net: "1149.56", Tax: "***", Total: "1299", Capitals: "壹仟贰佰玖拾捌圆整"}
	var r dispute.Record
	v.Fill(&r)
	if r.Amount == nil || r.Amount.Minor != 129900 || r.Order != v.Number || r.At.String() != "2026-03-05T10:11:12+08:00" || len(r.Remarks) != 0 {
		t.Errorf("%+v", r)
	}
	if totals := v.Totals(); len(totals) != 1 || totals[0].OK || totals[0].Declared != "1299.00" || totals[0].Read != "1298.00" {
		t.Errorf("%+v", totals)
	}
}

func FuzzFromText(f *testing.F) {
	f.Add("电子发票（普通发票）\n发票号码：26317000000123456701\n开票日期：2026年03月05日\n名称：甲 销 名称：乙\n（小写）¥1.00 壹圆整")
	f.Fuzz(func(t *testing.T, text string) {
		v := FromText(text)
		if v == nil {
			return
		}
		if v.Total != "" {
			if _, ok := money(v.Total); !ok {
				t.Errorf("the total %q is none", v.Total)
			}
		}
		var r dispute.Record
		v.Fill(&r)
		v.Totals()
	})
}

func FuzzRead(f *testing.F) {
	f.Add("<EInvoice><Header><EIid>1</EIid></Header></EInvoice>")
	f.Fuzz(func(t *testing.T, text string) {
		if read, _, err := Read(strings.NewReader(text), never); err == nil && len(read) == 0 {
			t.Error("neither invoice nor error")
		}
	})
}

// Papers that prove a refund, and papers whose text is not whole.
func TestFromTextOfOtherPapers(t *testing.T) {
	const head = "电子发票（普通发票）  发票号码：26312000000000000012\n开票日期：2026年07月20日\n购 名称：周芷宁  销 名称：上海青柚文具有限公司\n"
	for name, c := range map[string]struct{ text, number, total, words, cancels, seller string }{
		"red": {head + "合  计  ¥-100.00  ¥-13.00\n价税合计（大写）  （负数）壹佰壹拾叁圆整  （小写）¥-113.00\n备 被红冲蓝字数电发票号码：26312000000000000011 红字发票信息确认单编号：31010026070000000001\n",
			"26312000000000000012", "-113.00", "（负数）壹佰壹拾叁圆整", "26312000000000000011", "上海青柚文具有限公司"},
		"red, in brackets of one letter": {head + "合 计 ¥-100.00 ¥-13.00\n价税合计(大写) (负)壹佰壹拾叁圆整 (小写)¥-113.00\n备 被红冲蓝字数电票号码：26312000000000000011\n",
			"26312000000000000012", "-113.00", "(负)壹佰壹拾叁圆整", "26312000000000000011", "上海青柚文具有限公司"},
		"red, of paper": {"上海增值税电子普通发票\n发票代码：031002600111 发票号码：12345678\n开票日期：2026年07月20日\n合 计 ¥-100.00 ¥-13.00\n价税合计（大写） 负壹佰壹拾叁圆整 （小写）¥-113.00\n备注 对应正数发票代码:031002600100号码:87654321\n",
			"12345678", "-113.00", "负壹佰壹拾叁圆整", "031002600100 87654321", ""},
		"a sign that is not named": {head + "合  计  ¥100.00  ¥13.00\n价税合计（大写）  \uFFFD壹佰壹拾叁圆整  （小写）¥113.00\n",
			"26312000000000000012", "113.00", "壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"a digit that is not named": {strings.Replace(head, "0000012", "00\uFFFD0012", 1) + "合  计  ¥100.00  ¥13.00\n价税合计（大写）  壹佰壹拾叁圆整  （小写）¥113.00\n",
			"", "113.00", "壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"a figure that is not named": {head + "价税合计（大写）  壹佰壹拾叁圆整  （小写）¥\uFFFD13.00\n",
			"26312000000000000012", "113.00", "壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"a figure and a digit of the words": {head + "价税合计（大写）  壹佰\uFFFD拾叁圆整  （小写）¥\uFFFD13.00\n",
			"26312000000000000012", "", "", "", "上海青柚文具有限公司"},
		"a figure that can not be what the words say": {head + "价税合计（大写）  壹佰壹拾叁圆整  （小写）¥\uFFFD99.00\n",
			"26312000000000000012", "", "壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"a minus that is not named": {head + "合  计  ¥\uFFFD100.00  ¥\uFFFD13.00\n价税合计（大写）  （负数）壹佰壹拾叁圆整  （小写）¥\uFFFD113.00\n",
			"26312000000000000012", "-113.00", "（负数）壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"a digit of the words": {head + "合  计  ¥100.00  ¥13.00\n价税合计（大写）  壹佰\uFFFD拾叁圆整  （小写）¥113.00\n",
			"26312000000000000012", "113.00", "", "", "上海青柚文具有限公司"},
		"letters of labels": {strings.NewReplacer("发票号码", "发票\uFFFD码", "开票日期：", "开票日期\uFFFD").Replace(head) + "价税合\uFFFD（大写）  壹佰壹拾叁圆整  （小\uFFFD）¥113.00\n",
			"26312000000000000012", "113.00", "壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"a label that may be another": {strings.Replace(head, "发票号码：26312000000000000012", "发票\uFFFD码：031002600111", 1) + "价税合计（大写）  壹佰壹拾叁圆整  （小写）¥113.00\n",
			"", "113.00", "壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"a letter of a name": {strings.Replace(head, "青柚", "青\uFFFD", 1) + "价税合计（大写）  壹佰壹拾叁圆整  （小写）¥113.00\n",
			"26312000000000000012", "113.00", "壹佰壹拾叁圆整", "", ""},
		"railway": {"电子发票（铁路电子客票）\n发票号码:26319165840000000001 开票日期:2026年07月20日\n上海虹桥站 G1 北京南站\n票价:￥553.00\n购买方名称:周芷宁\n",
			"26319165840000000001", "553.00", "", "", ""},
		"railway, given back": {"电子发票（铁路电子客票）\n发票号码:26319165840000000002 开票日期:2026年07月21日\n票 价： ￥-27.50\n退票费\n被红冲蓝字数电发票号码：26319165840000000001\n",
			"26319165840000000002", "-27.50", "", "26319165840000000001", ""},
		"railway, what was kept": {"电子发票（铁路电子客票）\n发票号码:26319165840000000003 开票日期:2026年07月21日\n退票费：￥27.50\n", "26319165840000000003", "27.50", "", "", ""},
		"railway, both sums":     {"电子发票（铁路电子客票）\n发票号码:26319165840000000003 开票日期:2026年07月21日\n票价：￥553.00 退票费：￥27.50\n", "26319165840000000003", "", "", "", ""},
		"railway, changed":       {"电子发票（铁路电子客票）\n发票号码:26319165840000000003 开票日期:2026年07月21日\n原票价：￥553.00  票价：￥602.00\n", "26319165840000000003", "602.00", "", "", ""},
		"a flight": {"电子发票（航空运输电子客票行程单）\n发票号码：26117000000000000031 开票日期：2026年07月20日\n票价 燃油附加费 民航发展基金 合计\nCNY 800.00 CNY 30.00 CNY 50.00 CNY 880.00\n",
			"26117000000000000031", "880.00", "", "", ""},
		"a flight whose sum does not follow": {"电子发票（航空运输电子客票行程单）\n发票号码：26117000000000000031 开票日期：2026年07月20日\nCNY 800.00 CNY 30.00 CNY 880.00\n",
			"26117000000000000031", "", "", "", ""},
		"red, minus before the sign": {head + "合 计 -¥100.00 -¥13.00\n价税合计（大写） （负数）壹佰壹拾叁圆整 （小写）-¥113.00\n",
			"26312000000000000012", "-113.00", "（负数）壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"red, signs of full width": {head + "合 计 ￥－１００．００ ￥－13.00\n价税合计（大写） 负数壹佰壹拾叁圆整 （小写）￥－113.00\n",
			"26312000000000000012", "-113.00", "负数壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"red, values apart": {"电子发票（普通发票）\n发票号码：\n开票日期：\n26312000000000000012\n2026年07月20日\n-¥100.00\n-¥13.00\n价税合计 -¥113.00\n备注 被红冲蓝字数电发票号码：2631200000\n注 0000000011 红字发票信息确认单编号：31010026070000000001\n",
			"26312000000000000012", "-113.00", "", "26312000000000000011", ""},
		"red, the word before the figure": {head + "价税合计（大写） 负壹佰壹拾叁圆整 （小写）负¥113.00\n",
			"26312000000000000012", "-113.00", "负壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"red, the word in brackets before the figure": {head + "价税合计（大写） 负壹佰壹拾叁圆整 （小写）（负数）¥113.00\n",
			"26312000000000000012", "-113.00", "负壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"red, brackets around the figure": {head + "价税合计（大写） 负壹佰壹拾叁圆整 （小写）(¥113.00)\n",
			"26312000000000000012", "-113.00", "负壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"red, minus behind": {head + "价税合计（大写） 负壹佰壹拾叁圆整 （小写）¥113.00－\n",
			"26312000000000000012", "-113.00", "负壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"red, another word for taken back": {head + "价税合计（大写） 负壹佰壹拾叁圆整 （小写）¥-113.00\n备注：冲红蓝字发票号码：26312000000000000011\n",
			"26312000000000000012", "-113.00", "负壹佰壹拾叁圆整", "26312000000000000011", "上海青柚文具有限公司"},
		"red, a third word": {head + "价税合计（大写） 负壹佰壹拾叁圆整 （小写）¥-113.00\n备注：红冲原发票号码26312000000000000011\n",
			"26312000000000000012", "-113.00", "负壹佰壹拾叁圆整", "26312000000000000011", "上海青柚文具有限公司"},
		"red, words without a sign": {head + "红字发票 价税合计（大写） 壹佰壹拾叁圆整 （小写）¥－113.00\n",
			"26312000000000000012", "-113.00", "", "", "上海青柚文具有限公司"},
		"told how to take it back": {head + "价税合计（大写） 壹佰壹拾叁圆整 （小写）¥113.00\n如需冲红请提供发票号码：26312000000000000012\n",
			"26312000000000000012", "113.00", "壹佰壹拾叁圆整", "", "上海青柚文具有限公司"},
		"a ticket with tenths": {"电子发票（铁路电子客票）\n发票号码:26319165840000000003 开票日期:2026年07月21日\n票价：553.5元\n",
			"26319165840000000003", "553.5", "", "", ""},
		"a flight given back": {"电子发票（航空运输电子客票行程单）\n发票号码：26117000000000000031 填开日期：2026年07月20日\n票价 CNY -800.00 燃油附加费 CNY -30.00 民航发展基金 CNY -50.00 合计 CNY -880.00\n",
			"26117000000000000031", "-880.00", "", "", ""},
		"a flight in yuan": {"电子发票（航空运输电子客票行程单）\n发票号码：26117000000000000031 填开日期：2026年07月20日\n票价 ¥800.00 燃油附加费 ¥30.00 民航发展基金 ¥50.00 合计 ¥880.00\n",
			"26117000000000000031", "880.00", "", "", ""},
		"a toll": {"收费公路通行费电子普通发票\n发票号码：25577301 开票日期：2026年03月05日\n价税合计 ¥103.00\n", "25577301", "103.00", "", "", ""},
		"a taxi": {"某市出租汽车电子发票\n发票代码：111001981011\n发票号码：12345678\n日期：2026年03月05日\n单价 2.30元 里程 12.1km\n金额：35.00元\n",
			"12345678", "35.00", "", "", ""},
		"red, part of a number": {head + "（小写）¥-113.00\n备注 被红冲蓝字数电发票号码：2631200000\n", "26312000000000000012", "-113.00", "", "", "上海青柚文具有限公司"},
	} {
		v := FromText(c.text)
		if v == nil {
			t.Errorf("%s: no invoice", name)
			continue
		}
		if v.Number != c.number || v.Total != c.total || v.Capitals != c.words || v.Cancels != c.cancels || v.Seller.Name != c.seller || len(v.Doubts) > 0 {
			t.Errorf("%s: %+v", name, v)
		}
		if v.Issued == "" {
			t.Errorf("%s: no date", name)
		}
		if said, ok := capitals(v.Capitals); v.Capitals != "" && (!ok || v.Total != "" && said.Decimal() != v.Total) {
			t.Errorf("%s: %s is read as %s", name, v.Capitals, said.Decimal())
		}
	}
}
