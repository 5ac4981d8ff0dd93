// Package templates holds the texts of packets, one folder an addressee and one
// file a language; parts holds pieces that they share.
//
// It promises nothing but the files: package packet executes them and says what
// they can use. Where a folder has no file in a language, that in the language it is a
// variant of serves, else the English one. It forbids code. A folder of the user's
// own that holds a file of the same path takes its place.
package templates

import "embed"

// FS holds every folder: one an addressee, and parts.
//
//go:embed */*.md
var FS embed.FS
