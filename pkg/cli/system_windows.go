package cli

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// environment is where the program reads its variables. A console that does not
// know colours is a dumb terminal.
func environment() func(string) string {
	if coloured(os.Stdout) && coloured(os.Stderr) {
		return os.Getenv
	}
	return func(name string) string {
		if name == "TERM" {
			return "dumb"
		}
		return os.Getenv(name)
	}
}

// coloured has a console take escape sequences for what they are, which Windows 10
// and later do when they are asked
// (https://learn.microsoft.com/windows/console/console-virtual-terminal-sequences).
// Whatever is no console is left alone.
func coloured(f *os.File) bool {
	console := windows.Handle(f.Fd())
	var mode uint32
	if windows.GetConsoleMode(console, &mode) != nil {
		return true
	}
	const wanted = windows.ENABLE_PROCESSED_OUTPUT | windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING
	return mode&wanted == wanted || windows.SetConsoleMode(console, mode|wanted) == nil
}

// preferred are the languages of the user's settings. One that Windows does not say
// is one that nobody chose.
func preferred() []string {
	languages, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil {
		return nil
	}
	return languages
}

// downloadsFolder is where the user has moved the folder to, if they have.
func downloadsFolder() string {
	folder, err := windows.KnownFolderPath(windows.FOLDERID_Downloads, windows.KF_FLAG_DONT_VERIFY)
	if err != nil {
		return ""
	}
	return folder
}

// matched puts names in the place of patterns, which no shell of Windows does. What
// fits nothing stays: it is told that it is not there.
func matched(paths []string) []string {
	var out []string
	for _, path := range paths {
		names, err := filepath.Glob(path)
		if err != nil || len(names) == 0 || !strings.ContainsAny(path, "*?") {
			names = []string{path}
		}
		out = append(out, names...)
	}
	return out
}
