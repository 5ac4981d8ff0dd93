//go:build unix

package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"complain/pkg/demo"
	"complain/pkg/internal/textwidth"
)

// player plays the guide at a terminal, as a person would: it reads until an
// answer is wanted, and types one.
type player struct {
	t       *testing.T
	term    *os.File
	cmd     *exec.Cmd
	columns int
	all     strings.Builder // what was shown
	answers int
}

// play starts complain with args in dir, at a terminal of a width.
func play(t *testing.T, dir, lang string, columns int, env []string, args ...string) *player {
	t.Helper()
	cmd := exec.Command("complain", args...)
	cmd.Dir = dir
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Join(dir, "home"), "LANG=" + lang, "TERM=xterm-256color",
		"SOURCE_DATE_EPOCH=1796000000"}, env...)
	term, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 30, Cols: uint16(columns)})
	if err != nil {
		t.Fatal(err)
	}
	p := &player{t: t, term: term, cmd: cmd, columns: columns}
	t.Cleanup(func() { term.Close(); _ = cmd.Process.Kill(); _ = cmd.Wait() })
	return p
}

var escapes = regexp.MustCompile(`\x1b\[[0-9;]*[A-Za-z]`)

// waits ends what is shown where an answer is wanted.
var waits = regexp.MustCompile(`(> |[(（]y/n[)）] )$`)

// shown reads what is shown until an answer is wanted, or the program ended.
func (p *player) shown() (text string, ended bool) {
	p.t.Helper()
	var got bytes.Buffer
	buf := make([]byte, 4096)
	// A terminal has no deadlines; whoever waits for an answer that nobody gives ends.
	defer time.AfterFunc(time.Minute, func() { _ = p.cmd.Process.Kill() }).Stop()
	for {
		n, err := p.term.Read(buf)
		got.Write(buf[:n])
		if err != nil {
			if !errors.Is(err, io.EOF) && !errors.Is(err, syscall.EIO) {
				p.t.Fatalf("after %q: %v", got.String(), err)
			}
			p.keep(got.String())
			return got.String(), true
		}
		if waits.MatchString(escapes.ReplaceAllString(got.String(), "")) {
			p.keep(got.String())
			return got.String(), false
		}
	}
}

// keep measures what was shown: no line is wider than the terminal.
func (p *player) keep(text string) {
	p.t.Helper()
	p.all.WriteString(text)
	for line := range strings.SplitSeq(text, "\n") {
		for part := range strings.SplitSeq(strings.TrimRight(line, "\r"), "\r") { // progress is written over
			if w := textwidth.Width(escapes.ReplaceAllString(part, "")); w > p.columns {
				p.t.Errorf("%d columns of %d: %q", w, p.columns, part)
			}
		}
	}
}

func (p *player) answer(text string) {
	p.t.Helper()
	p.answers++
	if _, err := io.WriteString(p.term, text+"\n"); err != nil {
		p.t.Fatal(err)
	}
}

// person is what somebody would answer: by a part of the question, and Enter to
// all else.
type person map[string]string

// until answers until something is shown or the program ends.
func (p *player) until(who person, stop string) string {
	p.t.Helper()
	const most = 40
	for range most {
		text, ended := p.shown()
		if ended || stop != "" && strings.Contains(text, stop) {
			return text
		}
		plain := strings.Join(strings.Fields(escapes.ReplaceAllString(text, "")), " ")
		answer := ""
		for part, said := range who {
			if strings.Contains(plain, part) {
				answer = said
			}
		}
		if strings.Contains(plain, "has to be answered") || strings.Contains(plain, "这里需要一个答案") {
			p.t.Fatalf("nobody knows an answer: %s", p.all.String())
		}
		p.answer(answer)
	}
	p.t.Fatalf("%d answers, and no end: %s", most, p.all.String())
	return ""
}

// linXiaohe and anaPrior answer what no file says, in either language.
var linXiaohe = person{
	"您的电话号码": "13800000026", "您的地址": "浙江省杭州市示例区示例路1号2幢301室", "对方的地址": "浙江省杭州市示例区示例路88号3幢502室",
	"商品现在在哪里":           "2026-03-12 商家已寄回，未再使用，连同包装保存",
	"telephone number?": "13800000026", "Your address?": "浙江省杭州市示例区示例路1号2幢301室", "Where is it": "浙江省杭州市示例区示例路88号3幢502室",
	"Where are the goods": "2026-03-12 sent back by the shop, unused",
}

var anaPrior = person{
	"telephone number?": "020 7946 0026", "Your address?": "3 Sample Street, Exampleton EX2 0ZZ", "Where is it": "14 Example Way, Exampleton EX1 0ZZ",
	"Where are the goods": "At my home, in their packaging", "your own or your family": "For my own use",
	"您的电话号码": "020 7946 0026", "您的地址": "3 Sample Street, Exampleton EX2 0ZZ", "对方的地址": "14 Example Way, Exampleton EX1 0ZZ",
	"商品现在在哪里": "在我家，连同包装", "用途": "自用",
}

// samplesOf unpacks a sample beside an empty home.
func samplesOf(t *testing.T, name string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "home"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := unpack(demo.Files(name), filepath.Join(dir, "stuff", "evidence"), time.Unix(1796000000, 0)); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "stuff")
}

// From the folder to a packet whose story, names, sources and purposes are filled,
// in at most twelve answers and without a command typed, in each of the demo's
// folders; on the way it is killed once, and goes on where it stood. With
// COMPLAIN_PROOFS=long each folder is gone through in each language at each width.
func TestGuideFromFolderToPacket(t *testing.T) {
	samples := []struct {
		name    string
		country string
		who     person
		has     []string // in a packet of any language
		own     string   // the language in which it is always gone through, and at which width
		columns int
		told    []string // in that language
	}{
		{"headphones", "CN", linXiaohe, []string{"林晓禾", "杭州示例数码有限公司", "1,199.00"}, "zh", 60, []string{"假一赔三", "证明"}},
		{"jacket", "GB", anaPrior, []string{"Ana Prior", "Nordfell Outdoor", "120.00"}, "en", 80, []string{"cannot be returned"}},
		{"parcel", "GB", anaPrior, []string{"Ana Prior", "Kamogawa Kiln Store", "88.00"}, "en", 120, []string{"not eligible for return"}},
	}
	words := map[string]struct{ wrote, ask string }{"zh": {"已写出", "您想要什么"}, "en": {"Wrote", "What do you want"}}
	for _, c := range samples {
		for lang, word := range words {
			for _, columns := range []int{60, 80, 120} {
				own := lang == c.own && columns == c.columns
				if !own && os.Getenv("COMPLAIN_PROOFS") != "long" {
					continue
				}
				has := c.has
				if own {
					has = append(slices.Clone(has), c.told...)
				}
				t.Run(fmt.Sprintf("%s-%s-%d", c.name, lang, columns), func(t *testing.T) {
					t.Parallel()
					fromFolderToPacket(t, c.name, fmt.Sprintf("%s_%s.UTF-8", lang, c.country), columns, c.who, word.ask, word.wrote, has)
				})
			}
		}
	}
}

// fromFolderToPacket goes through a sample, and is killed when something is asked.
func fromFolderToPacket(t *testing.T, sample, lang string, columns int, who person, ask, wrote string, has []string) {
	t.Helper()
	const most = 12
	dir := samplesOf(t, sample)
	p := play(t, dir, lang, columns, nil)
	p.until(who, ask)
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.cmd.Wait()
	again := play(t, dir, lang, columns, nil)
	last := again.until(who, wrote)
	if !strings.Contains(last, wrote) {
		t.Fatalf("no packet: %s%s", p.all.String(), again.all.String())
	}
	if n := p.answers + again.answers; n > most {
		t.Errorf("%d answers, at most %d: %s%s", n, most, p.all.String(), again.all.String())
	}
	again.answer("q")
	again.shown()
	if err := again.cmd.Wait(); err != nil {
		t.Errorf("it ends with %v", err)
	}
	holds(t, dir, has)
}

// holds looks into the case that was made: it is ready for its addressee, and the
// letter says what it has to.
func holds(t *testing.T, dir string, has []string) {
	t.Helper()
	cases, _ := filepath.Glob(filepath.Join(dir, "*.complain"))
	pdfs, _ := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if len(cases) != 1 || len(pdfs) != 1 {
		t.Fatalf("cases %q, packets %q", cases, pdfs)
	}
	s := &scenario{t: t, file: cases[0]}
	text := textOfPDF(t, must(os.ReadFile(pdfs[0]))(t))
	for _, want := range has {
		if !strings.Contains(squeeze(text), squeeze(want)) {
			t.Errorf("the packet does not say %q", want)
		}
	}
	if story, _ := s.run("story", "--json"); strings.Contains(story, `"state":"proposed"`) {
		t.Errorf("proposals are left: %s", story)
	}
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// An interrupt leaves at once with 130, and what was answered is kept.
func TestGuideInterrupted(t *testing.T) {
	dir := samplesOf(t, "jacket")
	p := play(t, dir, "en_GB.UTF-8", 80, nil)
	p.until(anaPrior, "telephone number?")
	if _, err := p.term.Write([]byte{3}); err != nil {
		t.Fatal(err)
	}
	p.shown()
	var exit *exec.ExitError
	if err := p.cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Errorf("ended with %v", err)
	}
	cases, _ := filepath.Glob(filepath.Join(dir, "*.complain"))
	if len(cases) != 1 {
		t.Fatalf("cases %q", cases)
	}
	s := &scenario{t: t, file: cases[0]}
	if parties, _ := s.run("party", "list"); !strings.Contains(parties, "Ana Prior") {
		t.Errorf("the name that was answered is lost: %s", parties)
	}
}

// Who types at random, names a folder with nothing in it or skips the first question
// is told what is wanted, and nothing is made before there is something to put in.
func TestGuideWhereOneHesitates(t *testing.T) {
	dir := samplesOf(t, "jacket")
	if err := os.Mkdir(filepath.Join(dir, "hollow"), 0o755); err != nil {
		t.Fatal(err)
	}
	p := play(t, dir, "en_GB.UTF-8", 80, nil)
	p.shown()
	for i, step := range []struct{ types, sees string }{
		{"s", "needed to begin"}, {"nowhere", "no file or folder nowhere"}, {"hollow", "no file in hollow"}, {"evidence", "Is this what it is about?"},
		{"", "Your real name"}, {"7", "a number from 1 to"}, {"", "Your address?"}, {"9", "does not look like"}, {"=9", "Who sold it"},
	} {
		p.answer(step.types)
		if text, ended := p.shown(); ended || !strings.Contains(strings.Join(strings.Fields(escapes.ReplaceAllString(text, "")), " "), step.sees) {
			t.Fatalf("%q shows %q, want %q", step.types, text, step.sees)
		}
		if cases, _ := filepath.Glob(filepath.Join(dir, "*.complain")); i < 3 && len(cases) > 0 {
			t.Fatalf("%q made %q", step.types, cases)
		}
	}
	p.answer("q")
	if text, _ := p.shown(); !strings.Contains(text, "any time: complain\r") {
		t.Errorf("the case lies here, and the way back is %q", text)
	}
}

func TestOddAnswers(t *testing.T) {
	for _, tt := range []struct{ field, line, want string }{
		{"phone", "13800000026", ""}, {"phone", "020 7946 0026", ""}, {"phone", "１３８００００００２６", ""}, {"phone", "abc", "guide.odd.phone"}, {"phone", "no", "guide.odd.phone"},
		{"name", "林晓禾", ""}, {"name", "Bo", ""}, {"name", "3M", ""}, {"name", "x", "guide.odd.words"}, {"name", "7", "guide.odd.words"},
		{"address", "示例路88号", ""}, {"address", "-", "guide.odd.words"},
	} {
		if got := oddOf(tt.field)(tt.line); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.field, tt.line, got, tt.want)
		}
	}
}

// Where nothing can be written, the case is made in the user's own folder, and the way
// back names it.
func TestGuideOfAFolderThatIsReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root writes anywhere")
	}
	dir := samplesOf(t, "jacket")
	t.Cleanup(func() { _ = os.Chmod(dir, 0o755) })
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "home"), 0o755), os.Chmod(dir, 0o555)); err != nil {
		t.Fatal(err)
	}
	p := play(t, dir, "en_GB.UTF-8", 120, nil, "evidence")
	p.until(anaPrior, "Your real name")
	p.answer("q")
	if text, _ := p.shown(); !strings.Contains(text, "complain guide "+filepath.Join(dir, "home", "jacket.complain")) {
		t.Errorf("the way back is %q", text)
	}
	p.shown()
	if cases, _ := filepath.Glob(filepath.Join(dir, "home", "*.complain")); len(cases) != 1 {
		t.Errorf("cases %q", cases)
	}
}

// Where a screen reader reads, nothing is drawn over; why, back, later and the list
// of tasks work there as elsewhere.
func TestGuideForScreenReaders(t *testing.T) {
	for _, env := range []string{"ACCESSIBLE=1", "TERM=dumb"} {
		dir := samplesOf(t, "jacket")
		p := play(t, dir, "en_GB.UTF-8", 80, []string{env}, filepath.Join(dir, "evidence"))
		p.until(anaPrior, "Your real name")
		for _, step := range []struct{ type_, sees string }{
			{"?", "do not act on anonymous complaints"}, {"", "Set the complainant Ana Prior"}, {"b", "Your real name"}, {"Bo Prior", "Set the complainant Bo Prior"},
			{"s", "? why"}, {"t", "Where to?"}, {"3", "? why"}, {"t", "Where to?"}, {"4", "What do you want"}, {"nonsense", "a number from 1"},
		} {
			p.answer(step.type_)
			if text, ended := p.shown(); ended || !strings.Contains(text, step.sees) {
				t.Fatalf("%s: %q shows %q, want %q", env, step.type_, text, step.sees)
			}
		}
		p.answer("q")
		p.shown()
		if regexp.MustCompile(`\x1b\[[0-9;]*[A-HJKf]`).MatchString(p.all.String()) {
			t.Errorf("%s: the screen is drawn over: %q", env, p.all.String())
		}
		if cases, _ := filepath.Glob(filepath.Join(dir, "*.complain")); len(cases) != 1 {
			t.Errorf("%s: the case of a dropped folder lies beside it: %q", env, cases)
		}
	}
}

// What is longer than a screen goes through the user's pager, unless nothing is to
// be drawn, or it is no terminal that reads.
func TestPager(t *testing.T) {
	dir := samplesOf(t, "jacket")
	for _, c := range []struct {
		args  []string
		pages bool
	}{{[]string{"howto", "--lang", "en"}, true}, {[]string{"howto", "--help"}, true}, {[]string{"howto", "--plain"}, false}, {[]string{"howto", "--json"}, false}, {[]string{"exit-codes"}, false}} {
		p := play(t, dir, "en_GB.UTF-8", 80, []string{"PAGER=sed s/^/paged:/"}, c.args...)
		p.columns = 1 << 20 // sed knows no width
		text, _ := p.shown()
		if err := p.cmd.Wait(); err != nil {
			t.Errorf("%q: %v", c.args, err)
		}
		if got := strings.HasPrefix(text, "paged:"); got != c.pages || len(text) < 100 {
			t.Errorf("%q is paged: %t, want %t: %.200q", c.args, got, c.pages, text)
		}
	}
}
