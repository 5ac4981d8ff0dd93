package cli

import (
	"path/filepath"

	"complain/pkg/channel"
	"complain/pkg/dispute"
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
		return nil, failure("error.plain", err).next("hint.overrides", filepath.Join(s.config.dir, "channels"))
	}
	return practice, nil
}
