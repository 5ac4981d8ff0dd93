package oracle

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goreleaser/goreleaser/v2/pkg/config"
)

// The release is described in words that its tool knows, and every file that it
// carries is there or made by the script that makes them.
func TestReleaseIsUnderstood(t *testing.T) {
	top := filepath.Join("..", "..")
	release, err := config.Load(filepath.Join(top, ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if len(release.Builds) != 1 || len(release.Archives) != 1 || len(release.NFPMs) != 1 {
		t.Fatal("one program, one archive and one package for each system")
	}
	b := release.Builds[0]
	for _, system := range []string{"linux", "darwin", "windows"} {
		if !slices.Contains(b.Goos, system) {
			t.Errorf("nothing is built for %s", system)
		}
	}
	if !slices.Equal(b.Goarch, []string{"amd64", "arm64"}) || !slices.Contains(b.Flags, "-trimpath") || b.ModTimestamp == "" {
		t.Errorf("the build is another one: %+v", b)
	}
	if len(release.Casks) == 0 || len(release.Scoops) == 0 || len(release.Winget) == 0 || len(release.SBOMs) == 0 {
		t.Error("a way to get it is gone")
	}
	made, err := os.ReadFile(filepath.Join(top, ".ci", "extras"))
	if err != nil {
		t.Fatal(err)
	}
	var carried []string
	for _, f := range release.Archives[0].Files {
		carried = append(carried, f.Source)
	}
	for _, f := range release.NFPMs[0].Contents {
		carried = append(carried, f.Source)
	}
	for _, source := range carried {
		if folder, ok := strings.CutPrefix(filepath.ToSlash(filepath.Dir(source)), "extras/"); ok {
			if !strings.Contains(string(made), `$out/`+folder) {
				t.Errorf("nothing makes %s", source)
			}
			continue
		}
		if found, err := filepath.Glob(filepath.Join(top, source)); err != nil || len(found) == 0 {
			t.Errorf("%s is not there", source)
		}
	}
}
