// Package tables writes many cases into one SQLite file of plain tables, for
// programs that know SQL and not complain: Datasette, DuckDB, a spreadsheet.
//
// It promises that a column has the name of the key under which --json prints
// the same value, that every table names the case of each of its rows, and that
// the same rows give the same bytes. It forbids reading: what is written here is
// a copy for looking at, and never evidence.
package tables

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/url"
	"path/filepath"
	"reflect"
	"strings"

	_ "modernc.org/sqlite" // the driver
)

// CaseColumn numbers the case of a row, from 1, in every table.
const CaseColumn = "case_no"

// Writer writes the tables of one file. It is not for use by several goroutines.
type Writer struct {
	db      *sql.DB
	tx      *sql.Tx
	columns map[string][]column
	insert  map[string]*sql.Stmt
}

// Table is a table and the struct of its rows, whose json tags are the columns.
type Table struct {
	Name string
	Row  any
}

// column is a column of a table and the field that it shows.
type column struct {
	name, sqlType string
	field         int
}

// Create makes the tables in the file at path, which is empty or not there.
func Create(ctx context.Context, path string, list []Table) (w *Writer, err error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	at := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(full), RawQuery: "_pragma=journal_mode(off)&_pragma=synchronous(off)&_pragma=locking_mode(exclusive)"}
	w = &Writer{columns: map[string][]column{}, insert: map[string]*sql.Stmt{}}
	if w.db, err = sql.Open("sqlite", at.String()); err != nil {
		return nil, err
	}
	w.db.SetMaxOpenConns(1)
	if w.tx, err = w.db.BeginTx(ctx, nil); err != nil {
		w.db.Close()
		return nil, fmt.Errorf("make tables: %w", err)
	}
	for _, t := range list {
		if err := w.create(ctx, t); err != nil {
			w.tx.Rollback()
			w.db.Close()
			return nil, fmt.Errorf("make table %s: %w", t.Name, err)
		}
	}
	return w, nil
}

func (w *Writer) create(ctx context.Context, t Table) error {
	columns := columnsOf(reflect.TypeOf(t.Row))
	w.columns[t.Name] = columns
	defs, names := []string{CaseColumn + " INTEGER NOT NULL"}, []string{CaseColumn}
	for _, c := range columns {
		defs = append(defs, quoted(c.name)+" "+c.sqlType)
		names = append(names, quoted(c.name))
	}
	for _, text := range []string{
		"CREATE TABLE " + quoted(t.Name) + " (" + strings.Join(defs, ", ") + ")",
		"CREATE INDEX " + quoted(t.Name+"_of_case") + " ON " + quoted(t.Name) + " (" + CaseColumn + ")",
	} {
		if _, err := w.tx.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	var err error
	w.insert[t.Name], err = w.tx.PrepareContext(ctx, "INSERT INTO "+quoted(t.Name)+" ("+strings.Join(names, ", ")+") VALUES (?"+strings.Repeat(", ?", len(columns))+")")
	return err
}

// Add adds a row of a case to a table. It is a struct of the type that Create was
// given.
func (w *Writer) Add(ctx context.Context, table string, caseNo int, row any) error {
	values := []any{caseNo}
	v := reflect.ValueOf(row)
	for _, c := range w.columns[table] {
		value, err := valueOf(v.Field(c.field))
		if err != nil {
			return fmt.Errorf("%s, %s: %w", table, c.name, err)
		}
		values = append(values, value)
	}
	if _, err := w.insert[table].ExecContext(ctx, values...); err != nil {
		return fmt.Errorf("add to table %s: %w", table, err)
	}
	return nil
}

// Close writes what was added; without it the file holds nothing.
func (w *Writer) Close() error {
	err := w.tx.Commit()
	if closed := w.db.Close(); err == nil {
		err = closed
	}
	return err
}

// Abandon gives up what was added.
func (w *Writer) Abandon() {
	w.tx.Rollback()
	w.db.Close()
}

func columnsOf(t reflect.Type) []column {
	var out []column
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name == "" || name == "-" || !t.Field(i).IsExported() {
			continue
		}
		kind := "TEXT"
		switch t.Field(i).Type.Kind() {
		case reflect.Int, reflect.Int64, reflect.Bool:
			kind = "INTEGER"
		}
		out = append(out, column{name, kind, i})
	}
	return out
}

// valueOf is a field as SQLite keeps it: texts and numbers as they are, true as 1,
// what is empty as NULL, and what has parts as JSON.
func valueOf(v reflect.Value) (any, error) {
	switch v.Kind() {
	case reflect.String:
		if v.Len() == 0 {
			return nil, nil
		}
		return v.String(), nil
	case reflect.Int, reflect.Int64:
		return v.Int(), nil
	case reflect.Bool:
		if v.Bool() {
			return 1, nil
		}
		return 0, nil
	case reflect.Pointer:
		if v.IsNil() {
			return nil, nil
		}
		return valueOf(v.Elem())
	}
	if v.IsZero() {
		return nil, nil
	}
	text, err := json.Marshal(v.Interface())
	return string(text), err
}

// quoted is a name as SQL has it: "order" is a word of its own.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
