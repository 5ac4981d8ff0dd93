package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"complain/pkg/internal/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"complain": func() {
			sys := OS()
			sys.Random = zeros{} // ids are the same in every run
			os.Exit(Main(os.Args[1:], sys))
		},
	})
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// TestScripts runs the stories of testdata/script: one a command or topic.
func TestScripts(t *testing.T) {
	dir := filepath.Join(golden.Root(t), "testdata", "script")
	scripts, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts in %s: %v", dir, err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       golden.Updating(),
		Setup: func(e *testscript.Env) error {
			e.Setenv("SOURCE_DATE_EPOCH", "1773021600") // 2026-03-09 10:00 in Beijing
			e.Setenv("LANG", "en_GB.UTF-8")
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, ".config"))
			e.Setenv("FIXTURES", filepath.Join(golden.Root(t), "testdata", "import"))
			return nil
		},
	})
}
