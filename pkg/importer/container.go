package importer

import (
	"context"
	"io"
)

// Container is an Importer whose files hold other files whole, as mails hold
// their attachments. Those are evidence of their own.
type Container interface {
	Importer
	// Parts gives each file that src holds to take, in file order. It reads src
	// as Extract does, and gives nothing where Extract would ask or stop. An
	// error of take ends it with that error.
	Parts(ctx context.Context, src *Source, take func(Part) error) error
}

// Part is one file inside another.
type Part struct {
	Name  string // base name, as records name it in Files
	Path  string // slash-separated, inside the container; parts of one folder arrived together
	Media string // what the container says it is; "" when it says nothing
	// Open reads the part from its beginning, as it was before it was put in. It
	// may be called again as long as the Source can be read.
	Open func(ctx context.Context) (io.ReadCloser, error)
}
