package dispute

import "slices"

// Where a picture or a recording was made often is somebody's home. The case
// keeps it; it is shown and printed only where somebody asks for it. An archive
// of a case is whole, and so has it.

// FieldPlace is the field of records of pictures and recordings that holds where
// they were made: latitude and longitude in degrees.
const FieldPlace = "gps"

// Place is where a picture or a recording was made, as its file states it; ""
// for other records and where the file does not say.
func (r *Record) Place() string {
	if r.Kind != Photo && !r.Recording() {
		return ""
	}
	return r.Field(FieldPlace)
}

// WithoutPlace is the record without the place that it states; had reports
// whether it stated one.
func (r *Record) WithoutPlace() (out Record, had bool) {
	out = *r
	if r.Kind != Photo && !r.Recording() {
		return out, false
	}
	i := slices.IndexFunc(r.Fields, func(f Field) bool { return f.Name == FieldPlace })
	if i < 0 {
		return out, false
	}
	out.Fields = slices.Delete(slices.Clone(r.Fields), i, i+1)
	return out, true
}
