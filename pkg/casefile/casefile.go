package casefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"complain/pkg/dispute"
)

// Extension is the ending of a case file's name.
const Extension = ".complain"

// File is an open case file. It is for one goroutine at a time.
type File struct {
	path string
	db   *sql.DB
	conn *sql.Conn
	now  func() time.Time
	space

	mode    Mode
	version int64           // of the schema: an older one is read where it lies
	salvage bool            // what can be read is wanted, whatever else is damaged
	chunks  map[place]int64 // found without their index, where that is damaged
	beside  *sql.Stmt       // of Beside; nil before the first
	frame   func() error    // closes what a damaged file is read through; nil for others

	roomy    bool // pages that are written to have room in memory
	batching bool // inside Batch
	viewing  bool // inside View
	rehearse bool // nothing is kept: the transaction ends undone when the file is closed
	lost     bool // the Batch's transaction was undone by SQLite

	change int64 // the number of the change that entries of the log belong to; 0 before the first
	undoes int64 // the change that is being taken back; 0 for none
}

// Rehearse has everything that is written from now on forgotten when the file is
// closed, while reads see it: what a command would do is what it does. Others wait
// meanwhile.
func (f *File) Rehearse(ctx context.Context) error {
	if _, err := f.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return f.fail("begin to write", err)
	}
	f.rehearse = true
	return nil
}

// Path is the path the file was opened by.
func (f *File) Path() string { return f.path }

// Writable reports whether the file was opened to be written to.
func (f *File) Writable() bool { return f.mode == ReadWrite }

// Close closes the file.
func (f *File) Close() error {
	var err error
	if f.rehearse {
		_, err = f.conn.ExecContext(context.Background(), "ROLLBACK")
		f.rehearse = false
	}
	if f.beside != nil {
		err = errors.Join(err, f.beside.Close())
	}
	if f.conn != nil {
		err = errors.Join(err, f.conn.Close())
	}
	if f.db != nil {
		err = errors.Join(err, f.db.Close())
	}
	if f.frame != nil {
		err = errors.Join(err, f.frame())
	}
	if err != nil {
		return fmt.Errorf("close the case: %w", err)
	}
	return nil
}

// Case reads the case's facts.
func (f *File) Case(ctx context.Context) (dispute.Case, error) {
	var c dispute.Case
	var created string
	err := f.conn.QueryRowContext(ctx, `SELECT id, title, category, platform, order_no, language, zone, currency, jurisdiction, created FROM dispute`).
		Scan(&c.ID, &c.Title, &c.Category, &c.Platform, &c.Order, &c.Language, &c.Zone, &c.Currency, &c.Jurisdiction, &created)
	if err != nil {
		return c, f.fail("read the case", err)
	}
	t, err := time.Parse(time.RFC3339, created)
	if err != nil {
		return c, fmt.Errorf("read the case: %w: %w", ErrDamaged, err)
	}
	c.Created = dispute.Instant(t.UTC(), dispute.Second, dispute.ZoneFormat)
	return c, nil
}

// SetCase changes the case's facts; its ID and time of creation stay.
func (f *File) SetCase(ctx context.Context, c dispute.Case) error {
	return f.update(ctx, func() error {
		return f.edit(ctx, &caseRow, "edit", "", func() error {
			return f.exec(ctx, `UPDATE dispute SET title = ?, category = ?, platform = ?, order_no = ?, language = ?, zone = ?, currency = ?, jurisdiction = ?`,
				c.Title, c.Category, c.Platform, c.Order, c.Language, c.Zone, c.Currency, c.Jurisdiction)
		}, "one = 1")
	})
}
