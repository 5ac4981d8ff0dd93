package charset

import "testing"

// Each text comes first in its own encoding, or is asked about with it first.
func TestFirstCandidate(t *testing.T) {
	for _, c := range []struct {
		text string
		in   []Encoding
	}{
		{"田中 2026-03-05 14:03:22\n商品が壊れていました。返金してください。\nショップ: 申し訳ございません。", []Encoding{"shift_jis", "euc-jp"}},
		{"注文番号 A-17\n", []Encoding{"shift_jis", "euc-jp"}}, // no letter that only Japanese has
		{"商品名,購入日,金額\n", []Encoding{"shift_jis", "euc-jp"}},
		{"ご利用明細\nアマゾン", []Encoding{"shift_jis", "euc-jp"}},
		{"김민수 2026-03-05 14:03:22\n상품이 파손되어 도착했습니다. 환불해 주세요.\n판매자: 죄송합니다. 확인해 보겠습니다.", []Encoding{"euc-kr"}},
		{"小滿 2026-03-05 14:03:22\n鞋子開膠了，請退款給我。\n雲棲數碼: 親，請拍照給我們看看，謝謝您。", []Encoding{"big5"}},
		{"Анна 2026-03-05 14:03:22\nЗдравствуйте, товар пришёл сломанным, верните деньги.\nМагазин: Простите, мы вернём деньги в течение трёх дней.", []Encoding{"windows-1251", "koi8-r", "iso-8859-5", "cp866", "x-mac-cyrillic"}},
		{"Ганна 2026-03-05 14:03:22\nДобрий день, товар зіпсований, поверніть гроші.\nМагазин: Вибачте, ми повернемо їх.", []Encoding{"koi8-u"}},
		{"Jörg Müller 2026-03-05 14:03:22\nDie Schuhe sind größer als bestellt, bitte zurückzahlen.\nLäden: wir überweisen es für Sie. Schönen Dank", []Encoding{"macintosh", "cp850"}},
		{"Łukasz 2026-03-05 14:03:22\nButy są uszkodzone, proszę o zwrot pieniędzy.\nSklep: Przepraszamy, zwrócimy pieniądze. Może być źle. Dziękuję, że już", []Encoding{"windows-1250", "iso-8859-2"}},
		{"Ελένη 2026-03-05 14:03:22\nΤα παπούτσια έφτασαν χαλασμένα, θέλω επιστροφή χρημάτων.\nΚατάστημα: Συγγνώμη, θα σας επιστρέψουμε τα χρήματα.", []Encoding{"windows-1253"}},
		{"Ayşe 2026-03-05 14:03:22\nAyakkabı kırık geldi, lütfen parayı iade edin.\nMağaza: Üzgünüz, üç gün içinde iade edeceğiz. Teşekkürler", []Encoding{"windows-1254"}},
		{"חנה 2026-03-05 14:03:22\nהנעליים הגיעו שבורות, אני רוצה החזר כספי.\nחנות: סליחה, נחזיר את הכסף בתוך שלושה ימים.", []Encoding{"windows-1255"}},
		{"سارة 2026-03-05 14:03:22\nوصل الحذاء مكسورا، أريد استرداد المال من فضلك.\nالمتجر: نعتذر، سنعيد المال خلال ثلاثة أيام.", []Encoding{"windows-1256"}},
		{"สมหญิง 2026-03-05 14:03:22\nรองเท้าชำรุด ขอคืนเงินค่ะ\nร้านค้า: ขออภัยครับ จะคืนเงินภายในสามวัน", []Encoding{"windows-874"}},
	} {
		for _, e := range c.in {
			raw, err := Labelled(string(e)).NewEncoder().Bytes([]byte(c.text))
			if err != nil {
				t.Fatalf("%s: %v", e, err)
			}
			if _, certain := Judge(raw); certain {
				t.Errorf("%s is certain: %s", e, c.text)
			}
			all := Candidates(raw)
			if len(all) == 0 || all[0].Encoding != e {
				t.Errorf("%s: %v", e, all)
			}
		}
	}
}

// Text in bytes of ASCII that mean more is no plain text: Japanese says so itself, and
// the others are asked about.
func TestEscaped(t *testing.T) {
	raw := []byte("\x1b$BEDCf\x1b(B 2026-03-05\n\x1b$B>&IJ\x1b(B\n")
	if e, certain := Judge(raw); e != ISO2022JP || !certain || e.Decode(raw) != "田中 2026-03-05\n商品\n" {
		t.Errorf("%s %t %q", e, certain, e.Decode(raw))
	}
	for text, want := range map[string]Candidate{
		"+XA9u4Q 2026-03-05\n+l4tbUF8AgPZOhv8Mi/eQAGs+f9liEf8B- a+-b\n": {UTF7, "小满 2026-03-05"},
		"~{P!Bz~} 2026-03-05\n~{P,WS?*=:AK~}\n":                         {HZ, "小满 2026-03-05"},
	} {
		if _, certain := Judge([]byte(text)); certain {
			t.Errorf("%q is certain", text)
		}
		if got := Candidates([]byte(text)); len(got) == 0 || got[0] != want {
			t.Errorf("%q: %+v", text, got)
		}
		if e, ok := Parse(string(want.Encoding)); !ok || e != want.Encoding {
			t.Errorf("%s is not taken", want.Encoding)
		}
	}
	for _, text := range []string{"1+1=2, a+b, +86 13800000000, C++ and x+yes+no", "~{ and ~}", "call +4912345678 or +441234567890\n"} {
		if e, certain := Judge([]byte(text)); e != UTF8 || !certain {
			t.Errorf("%q: %s %t", text, e, certain)
		}
	}
}
