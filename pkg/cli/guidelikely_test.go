package cli

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"complain/pkg/cli/screen"
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
