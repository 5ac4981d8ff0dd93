package archive

import (
	"context"
	"fmt"
	"path"
	"strings"

	"complain/pkg/casefile"
)

// packStamps puts every time stamp into the bag in the form that openssl ts
// takes: S2.tsr with what the authority gave, beside it S2.manifest with the
// lines it is over (a stamp of one evidence is over that file), and S2.pem with
// the certificates by which it was verified, where it was.
func (s *source) packStamps(ctx context.Context, b *bag) error {
	stamps, err := s.file.Stamps(ctx)
	if err != nil {
		return err
	}
	for _, stamp := range stamps {
		if stamp.Kind != casefile.StampToken {
			continue
		}
		base := fmt.Sprintf("%sstamps/%s", payload, stamp.ID)
		for _, file := range []struct{ extension, text string }{
			{tokenExtension(stamp.Name), string(stamp.Data)}, {".manifest", stamp.Manifest}, {".pem", stamp.Proof},
		} {
			if file.text == "" {
				continue
			}
			if err := b.text(base+file.extension, stamp.Added, file.text); err != nil {
				return err
			}
		}
	}
	return nil
}

// tokenExtension keeps the ending under which a token was received, which says
// how it is wrapped; a TimeStampResp otherwise.
func tokenExtension(name string) string {
	switch extension := strings.ToLower(path.Ext(name)); extension {
	case ".tsr", ".tst", ".tsa", ".p7s", ".der":
		return extension
	}
	return ".tsr"
}
