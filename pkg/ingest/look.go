package ingest

import (
	"context"

	"complain/pkg/importer"
)

// Look hands an item to look as a reader gets it, without its password, and
// stores nothing. When no password in o fits, look is not called and the
// question says so. The error is that of opening the item, of look or of ctx.
func Look(ctx context.Context, it Item, o importer.Options, look func(*importer.Source) error) (*importer.Undecided, error) {
	f, err := it.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	src, question, _ := withoutPassword(ctx, importer.NewSource(it.Name, it.Path, f, it.Size, o)) // what else is wrong with it, its reader says
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if question != nil {
		return question, nil
	}
	return nil, look(src)
}
