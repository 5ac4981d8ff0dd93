package tongue

import "testing"

// Each sentence is one that a buyer or a shop writes.
var sentences = []struct{ lang, text string }{
	{"en", "Hello, when will my parcel arrive? It was due on the 3rd and I have not heard from you."},
	{"en", "The left shoe is torn and I have photos of it."},
	{"de", "Guten Tag, wann kommen meine Stiefel? Ich habe sie vor zwei Wochen bestellt."},
	{"de", "Eine Rückerstattung des vollen Betrags ist leider nicht möglich."},
	{"fr", "Bonjour, je n'ai pas reçu mon colis et vous ne répondez pas."},
	{"es", "Buenos días, el paquete no ha llegado y no me han devuelto el dinero."},
	{"it", "Buongiorno, il pacco non è arrivato e non ho ricevuto il rimborso."},
	{"nl", "Ik heb het pakket niet ontvangen en wil graag mijn geld terug."},
	{"pt", "O produto não é o que eu comprei, quando vou receber o reembolso? Obrigado."},
	{"pl", "Dzień dobry, paczka nie dotarła, proszę o zwrot, mam już dość."},
	{"tr", "Bu ürün bozuk ve ben iade için çok bekledim, lütfen."},
	{"ja", "届いた商品が壊れていました。返金してください。"},
	{"ko", "상품이 파손되어 왔어요. 환불해 주세요."},
	{"zh", "收到的东西是坏的，要求退款，七天内请处理"},
	{"ru", "Товар пришёл сломанным, верните деньги."},
	{"th", "สินค้า ชำรุด ขอ เงินคืน"},
	{"", "SO-2026-4471"},
	{"", "OK"},
	{"", "Ja, danke"},
	{"", "iPhone 15 Pro Max 256GB"},
	{"", "Erika Muster, Musterweg 1, 50667 Köln"},
	{"", ""},
}

func TestOf(t *testing.T) {
	for _, s := range sentences {
		if got := Of(s.text); got != s.lang {
			t.Errorf("%q is in %q, want %q", s.text, got, s.lang)
		}
	}
}

func TestLacking(t *testing.T) {
	known := func(lang string) bool { return lang == "en" || lang == "zh" }
	for _, c := range []struct {
		name  string
		texts []string
		lang  string
		n     int
	}{
		{"known only", []string{sentences[0].text, "收到了"}, "", 0},
		{"German with an English word", []string{sentences[2].text, sentences[3].text, "OK, thank you for the info"}, "de", 2},
		{"one among many", []string{sentences[0].text, sentences[0].text, sentences[0].text, sentences[0].text, sentences[0].text, sentences[2].text}, "", 0},
		{"too short to tell", []string{"ok", "ja", "bis morgen"}, "", 0},
		{"nothing", nil, "", 0},
	} {
		var tally Tally
		for _, text := range c.texts {
			tally.Add(text)
		}
		if lang, n := tally.Lacking(known); lang != c.lang || n != c.n {
			t.Errorf("%s: %q of %d texts, want %q of %d", c.name, lang, n, c.lang, c.n)
		}
	}
}
