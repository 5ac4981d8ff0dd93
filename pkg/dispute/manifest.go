package dispute

import "strings"

// ManifestLine is the evidence's line in a manifest: its SHA-256, two spaces,
// and its number and received name, as sha256sum writes it. The number stands
// before the name since names may repeat.
func (e Evidence) ManifestLine() string {
	name := e.ID.String() + "-" + e.Name
	// sha256sum escapes what would break a line, and marks the line.
	mark := ""
	if escaped := manifestName.Replace(name); escaped != name {
		mark, name = `\`, escaped
	}
	return mark + e.SHA256 + "  " + name + "\n"
}

var manifestName = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`)
