package cli

import (
	"strings"

	"complain/pkg/channel"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/locale"
)

func note(code string, args ...any) dispute.Note { return dispute.Say(code, args...) }

// practice is the data on what offices do, with the user's own over it.
func practice(s *session) (*channel.Practice, error) {
	book, err := s.book()
	if err != nil {
		return nil, err
	}
	practice, err := book.Practice()
	if err != nil {
		return nil, dataFault(s, err)
	}
	return practice, nil
}

// dataFault says what is wrong in the user's own data on channels, and where.
func dataFault(s *session, err error) error {
	c := failure("error.because", err)
	if fault, ok := channel.FaultOf(err); ok {
		c = failure("error.data", placeInData(s.Lang, fault), underKeys(s.Lang, fault))
	}
	c.err = err
	return c.next("hint.overrides", s.config.folder("channels"))
}

func placeInData(lang locale.Lang, f channel.Fault) string {
	if f.Line == 0 {
		return f.File
	}
	return lang.Say("data.place", f.File, f.Line)
}

// underKeys is what is wrong, behind the keys that lead to it.
func underKeys(lang locale.Lang, f channel.Fault) string {
	why := screen.Clean(lang.Note(f.Why))
	if len(f.Keys) == 0 {
		return why
	}
	return lang.Say("data.under", screen.Clean(strings.Join(f.Keys, " / ")), why)
}
