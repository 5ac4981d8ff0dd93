package answer

import (
	"complain/pkg/stamp"
)

// StampRequest is a request for a time stamp: complain stamp request.
type StampRequest struct {
	Digest string `json:"digest"` // in hex
	Hash   string `json:"hash"`   // name of the hash
	Nonce  string `json:"nonce"`  // in hex
	Of     string `json:"of"`
	Path   string `json:"path"` // of the file written
	Stamp  string `json:"stamp"`
}

// Stamp is a time stamp or a request: complain stamp list.
type Stamp struct {
	Added      string  `json:"added"` // when it was stored
	AnsweredBy string  `json:"answered_by,omitzero"`
	Answers    string  `json:"answers,omitzero"`
	Authority  *string `json:"authority,omitzero"`
	File       string  `json:"file"`
	Hash       string  `json:"hash,omitzero"` // name of the hash
	Kind       string  `json:"kind"`
	Of         string  `json:"of"`
	Proven     string  `json:"proven"`          // the certificates that proved it, where it was
	Serial     string  `json:"serial,omitzero"` // in hex
	Stamp      string  `json:"stamp"`
	Time       string  `json:"time,omitzero"`
}

// StampCopied is a file of a stamp that was written: complain stamp get.
type StampCopied struct {
	Path  string `json:"path"` // of the file written
	Stamp string `json:"stamp"`
}

// StampAttached is a stamp that was taken in, or why it was not: complain stamp attach.
type StampAttached struct {
	Authority *string `json:"authority,omitzero"`
	Error     string  `json:"error,omitzero"`
	File      string  `json:"file"`
	Known     *bool   `json:"known,omitzero"` // it was in the case already
	Of        *string `json:"of,omitzero"`
	Stamp     string  `json:"stamp,omitzero"`
	Time      string  `json:"time,omitzero"`
}

// StampVerified is a stamp that was checked: complain stamp verify.
type StampVerified struct {
	Authority string        `json:"authority"`
	Checks    []StampCheck  `json:"checks"`
	Hash      string        `json:"hash"` // name of the hash
	Of        string        `json:"of"`
	Serial    string        `json:"serial"`
	Stamp     string        `json:"stamp"`
	Time      string        `json:"time"`
	Verdict   stamp.Verdict `json:"verdict"`
}

// StampCheck is one check of a stamp.
type StampCheck struct {
	Check string      `json:"check"`
	State stamp.State `json:"state"`
	Why   string      `json:"why"`
}
