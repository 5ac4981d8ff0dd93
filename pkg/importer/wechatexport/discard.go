package wechatexport

import "complain/pkg/dispute"

// discard is a sink that takes nothing, for looking over a file first.
type discard struct{}

func (discard) Record(dispute.Record) error                 { return nil }
func (discard) Skip(dispute.Locator, dispute.Note) error    { return nil }
func (discard) Problem(dispute.Locator, dispute.Note) error { return nil }
func (discard) Units(int)                                   {}
func (discard) Total(dispute.Total)                         {}
func (discard) Doubt(dispute.Locator, dispute.Note) error   { return nil }
func (discard) Remark(dispute.Note)                         {}
