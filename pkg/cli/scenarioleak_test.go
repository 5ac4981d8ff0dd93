package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"complain/pkg/locale"
)

// strangers are people who are not of the case, as messages that the letter tells name
// them: each with a demand, which every letter quotes, and what none may say of them.
var strangers = map[string]struct {
	said  []string
	never []string
}{
	"zh": {[]string{
		"东西坏了，是收件人：王小明 13612345678 代收的，我要求退款", "我要求退款，退到李雷的卡 6222021001116245710，身份证440301198512305619",
		"请退款，寄件人地址是浙江省杭州市余杭区五常街道荆长路12号3幢1单元502室，邮箱linzhixia_88@example.com",
	}, []string{"王小明", "13612345678", "6222021001116245710", "440301198512305619", "荆长路", "linzhixia_88"}},
	"en": {[]string{
		"It is broken, my neighbour Tom Hardyman took it in, call him on +44 7700 900123. Please refund me", "I want a refund to card 4111112222333347, passport 987654320",
		"Please refund me, the driver left it at 12 Harbour Street, Bristol BS1 4QD, jo.smith@example.org",
	}, []string{"Hardyman", "900123", "4111112222333347", "987654320", "Harbour Street", "jo.smith"}},
}

// What a letter quotes of a conversation tells every addressee nothing of people who
// are not of the case: of each scenario, in each language.
func TestScenariosSayNothingOfStrangers(t *testing.T) {
	quoted := 0
	for _, folder := range scenarioFolders(t) {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			lang := folder[len(folder)-2:]
			s := &scenario{t: t, folder: folder, file: filepath.Join(t.TempDir(), "case.complain"), lang: lang}
			for i, line := range linesOf(t, filepath.Join(folder, "case.txt")) {
				args := splitWords(line)
				if i == 0 {
					args = append(args, "--path", s.file)
				}
				s.must(args...)
			}
			s.must("add-evidence", withStrangers(t, filepath.Join(folder, "evidence"), lang), "--date-order", "dmy", "--lang", lang)
			s.must("story", "take", "--all", "--lang", lang)
			for _, to := range []string{"seller", "platform", "regulator"} {
				for _, in := range locale.Langs() {
					letter, code := s.run("export", "--to", to, "--format", "text", "-o", "-", "--lang", in.Tag())
					if code == exitFailed || code == exitUsage {
						continue
					}
					plain := squeeze(letter)
					for _, word := range strangers[lang].never {
						if strings.Contains(plain, squeeze(word)) {
							t.Errorf("to the %s in %s: %q", to, in.Tag(), word)
						}
					}
					if strings.Contains(plain, "代收的") || strings.Contains(plain, squeeze("took it in")) || strings.Contains(plain, squeeze("left it at")) || strings.Contains(plain, "寄件人地址") || strings.Contains(plain, "退到") || strings.Contains(plain, squeeze("refund to card")) {
						quoted++
					}
				}
			}
		})
	}
	if quoted < 20 {
		t.Errorf("%d letters quote what names strangers", quoted)
	}
}

var spokenDay = regexp.MustCompile(`(?m)^\[([0-9/]+), [0-9:]+\] `)

// withStrangers is a copy of a scenario's evidence whose conversation goes on about
// strangers, late on its last day.
func withStrangers(t *testing.T, from, lang string) string {
	t.Helper()
	dir := t.TempDir()
	files, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join(from, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		text, me := string(data), "苏予安"
		days := spokenDay.FindAllStringSubmatch(text, -1)
		chat := strings.Contains(text, "聊天记录如下") || len(days) > 0
		for i, said := range strangers[lang].said {
			switch {
			case !chat:
			case len(days) > 0:
				text += fmt.Sprintf("[%s, 23:5%d:00] Ana Prior: %s\n", days[len(days)-1][1], i, said)
			default:
				text += fmt.Sprintf("\n%s  23:5%d\n\n%s\n", me, i, said)
			}
		}
		if err := os.WriteFile(filepath.Join(dir, file.Name()), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
