package meta

import (
	"complain/pkg/dispute"
	"complain/pkg/importer/kit/filedate"
	"complain/pkg/importer/kit/transcript"
)

// wordTime reads a time as the pages write it, in the language of the account. They
// state no zone.
func wordTime(log *transcript.Log, written string) (dispute.When, bool) {
	c, p, ok := filedate.Words(written)
	if !ok {
		return dispute.When{}, false
	}
	at, err := log.Src.Local(c, p)
	return at, err == nil
}
