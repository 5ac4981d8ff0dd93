package cli

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/likely"
	"complain/pkg/locale"
)

// The records say of what kind a dispute is: of the scenarios, whose kind is
// known, four of five are proposed first, and the right one is near the top.
func TestCategoryIsProposed(t *testing.T) {
	folders := scenarioFolders(t)
	first := 0
	for _, folder := range folders {
		args := splitWords(linesOf(t, filepath.Join(folder, "case.txt"))[0])
		want := args[slices.Index(args, "--category")+1]
		lang := args[slices.Index(args, "--lang")+1]
		st := stateOfFolder(t, filepath.Join(folder, "evidence"), lang)
		switch rank := slices.Index(st.categories, want); {
		case rank == 0:
			first++
		case rank < 0 || rank > 3:
			t.Errorf("%s: %s is number %d of %v", filepath.Base(folder), want, rank, st.categories)
		default:
			t.Logf("%s: %s is number %d of %v", filepath.Base(folder), want, rank, st.categories)
		}
	}
	if first*5 < len(folders)*4 {
		t.Errorf("%d of %d are proposed first", first, len(folders))
	}
}

// What the bills and conversations of the scenarios make likely of the purchase is
// what their users say of it; nothing else is proposed.
func TestPurchaseIsProposed(t *testing.T) {
	for _, folder := range scenarioFolders(t) {
		args := splitWords(linesOf(t, filepath.Join(folder, "case.txt"))[0])
		told := func(flag string) string {
			if i := slices.Index(args, flag); i >= 0 {
				return args[i+1]
			}
			return ""
		}
		st := stateOfFolder(t, filepath.Join(folder, "evidence"), told("--lang"))
		for of, want := range map[likely.Of]string{likely.Order: told("--order"), likely.Seller: told("--seller"), likely.Platform: told("--platform")} {
			if of == likely.Platform && !st.domestic() {
				want = ""
			}
			if got := st.facts.Value(of); got != want {
				t.Errorf("%s: %s %q is proposed, want %q", filepath.Base(folder), of, got, want)
			}
		}
	}
}

// stateOfFolder is what the guide sees of a new case of a folder.
func stateOfFolder(t *testing.T, folder, lang string) *guideState {
	t.Helper()
	s := &scenario{t: t, file: filepath.Join(t.TempDir(), "case.complain")}
	for _, args := range [][]string{{"new", "x", "--path", s.file, "--lang", lang}, {"add-evidence", folder, "--date-order", "dmy", "--lang", lang}} {
		if _, code := s.run(args...); code != 0 {
			t.Fatalf("%q: exit code %d: %s", args, code, s.talk)
		}
	}
	g := &guide{s: &session{sys: OS(), config: openConfig(OS()), Screen: screen.New(OS().device(), locale.English, "never")}, path: s.file}
	st, err := g.state(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// A statement of an account that nobody knows is asked about, and once it is read
// the shop is known by what the bank printed; a letter to the trader is about the
// seller, whatever the kind of problem.
func TestGuideOfAStatement(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"statement.csv": "Date,Description,Amount,Balance\n2026-10-09,TESCO STORES 2231,-23.10,512.33\n2026-10-12,FITBOX LTD LONDON GB,-39.99,472.34\n2026-10-14,SALARY ACME,1500.00,1972.34\n",
		"WhatsApp Chat with FitBox Support.txt": "12/10/2026, 14:02 - Dana Reid: Hi, you've taken £39.99 today after I cancelled\n" +
			"12/10/2026, 14:20 - FitBox Support: Subscription fees are non-refundable.\n13/10/2026, 09:55 - Dana Reid: Please refund the £39.99\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := &scenario{t: t, file: filepath.Join(t.TempDir(), "case.complain")}
	run := func(want int, args ...string) {
		t.Helper()
		if _, code := s.run(append(args, "--lang", "en")...); code != want {
			t.Fatalf("%q: exit code %d: %s", args, code, s.talk)
		}
	}
	look := func() *guideState {
		t.Helper()
		g := &guide{s: &session{sys: OS(), config: openConfig(OS()), Screen: screen.New(OS().device(), locale.English, "never")}, path: s.file}
		st, err := g.state(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return st
	}
	run(0, "new", "x", "--path", s.file, "--jurisdiction", "gb", "--category", "payment_error")
	run(exitLook, "add-evidence", folder)
	st := look()
	if len(st.tables) != 1 || len(st.seen.Purchases()) != 0 {
		t.Fatalf("%d tables are asked about, %d purchases are known", len(st.tables), len(st.seen.Purchases()))
	}
	if st.to.ID != "uk.trader" || st.respondent() != dispute.Seller {
		t.Errorf("a letter to %s is about the %s", st.to.ID, st.respondent())
	}
	for id := range st.tables {
		run(0, "reimport", id.String(), "--map", proposedMapping)
	}
	st = look()
	all := st.seen.Purchases()
	if len(st.tables) != 0 || len(all) == 0 || all[0].Seller != "FITBOX LTD LONDON GB" || !all[0].Sure() {
		t.Errorf("%d tables are asked about, purchases are %+v", len(st.tables), all)
	}
}
