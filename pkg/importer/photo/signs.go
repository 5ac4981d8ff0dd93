package photo

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/filedate"
	"complain/pkg/internal/media"
)

// signs is what there is to know about a picture beside its time: how it came
// here, and what was done to it.
func signs(mediaType string, m *metadata, name filedate.Found) []dispute.Note {
	var out []dispute.Note
	if m.cut {
		out = append(out, dispute.Say("photo.damaged"))
	}
	if mediaType == media.JPEG && name.Messenger() && m.bare() {
		out = append(out, stripped(name.App))
	}
	if editor := m.editor(); editor != "" {
		out = append(out, dispute.Say("photo.edited", editor))
	}
	if m.generated() {
		out = append(out, dispute.Say("photo.generated"))
	}
	if m.origin != "" {
		out = append(out, dispute.Say("photo.origin", m.origin))
	}
	return out
}

// ways is the messengers that also send pictures as they are, if told to: how is
// said for each.
var ways = []string{filedate.WeChat, filedate.QQ, filedate.WhatsApp, filedate.Telegram}

// stripped says that a messenger left nothing of what a camera writes, and how
// the original is to be had.
func stripped(app string) dispute.Note {
	if slices.Contains(ways, app) {
		return dispute.Say("photo.stripped-" + app)
	}
	return dispute.Say("photo.stripped")
}

// bare reports whether nothing is left of what a camera writes.
func (m *metadata) bare() bool {
	return blank(m.exif["DateTimeOriginal"]) && m.exif["Make"] == "" && m.exif["Model"] == "" && !m.gps
}

// editors is programs that change pictures, as they name themselves, in lower
// case. Phones put the version of their system in the same place, so a name
// that is not here says nothing.
var editors = []string{
	"photoshop", "lightroom", "gimp", "snapseed", "picsart", "pixelmator", "affinity photo", "canva", "vsco",
	"meitu", "美图", "mtxx", "美颜", "beautycam", "beautyplus", "醒图", "轻颜", "faceu", "b612", "黄油相机", "天天p图",
	"paint.net", "paintshop", "corel", "acdsee", "photoscape", "irfanview", "xnview", "faststone", "picasa",
	"imagemagick", "graphicsmagick", "capture one", "darktable", "rawtherapee", "luminar", "dxo", "photopea",
	"polarr", "facetune", "inshot", "figma", "sketch", "krita", "inkscape", "skitch", "snagit",
	"windows photo editor", "microsoft photo", "photofiltre", "光影魔术手", "可牛", "painttool",
}

func (m *metadata) editor() string {
	for _, program := range []string{m.exif["Software"], m.xmp["CreatorTool"], m.text["Software"]} {
		lower := strings.ToLower(program)
		if slices.ContainsFunc(editors, func(e string) bool { return strings.Contains(lower, e) }) {
			return program
		}
	}
	return ""
}

// generated reports whether the picture says that a program made it up: by
// IPTC's source type, the mark that Chinese rules want, or what such programs
// leave in PNG files.
func (m *metadata) generated() bool {
	source := m.xmp["DigitalSourceType"]
	return strings.Contains(source, "rainedAlgorithmicMedia") || m.xmp["AIGC"] != "" || m.text["AIGC"] != "" ||
		strings.Contains(m.text["parameters"], "Steps: ")
}

// screenshot says how it is known that the picture is of a screen.
func screenshot(mediaType string, m *metadata, name filedate.Found) dispute.Sign {
	switch {
	case name.Means == filedate.Screenshot, strings.Contains(strings.ToLower(m.exif["UserComment"]), "screenshot"):
		return dispute.ByStatement
	case m.exif["Make"] != "" || m.exif["Model"] != "" || m.gps || !screenSize(m.width, m.height):
		return ""
	case name.Messenger() && mediaType == media.JPEG && !longerThanFilm(m.width, m.height):
		// Messengers scale photographs to the width of screens.
		return ""
	}
	return dispute.BySize
}

// screenSize reports whether a picture has the size of a phone's screen: one
// of the widths, and longer than photographs are.
func screenSize(width, height int) bool {
	short, long := min(width, height), max(width, height)
	return media.ScreenWidth(short) && long*9 >= short*16 && long*9 <= short*21
}

// longerThanFilm reports whether a picture is longer than any that cameras
// take, whose longest is 16 to 9.
func longerThanFilm(width, height int) bool {
	return max(width, height)*9 > min(width, height)*17
}
