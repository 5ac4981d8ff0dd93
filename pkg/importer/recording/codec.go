package recording

import (
	"encoding/binary"
	"strings"
)

// picture takes a description of samples of pictures: the codec and the size,
// held upright.
func (f *facts) picture(p []byte, turned bool) {
	entry := sample(p)
	if len(entry) < 36 || f.video != "" {
		return
	}
	f.video = codec(string(entry[4:8]))
	f.width, f.height = int(binary.BigEndian.Uint16(entry[32:])), int(binary.BigEndian.Uint16(entry[34:]))
	if turned {
		f.width, f.height = f.height, f.width
	}
}

// sounds takes a description of samples of sound. The number of channels in it
// is 2 whatever the sound is, and so is not taken.
func (f *facts) sounds(p []byte) {
	entry := sample(p)
	if len(entry) < 36 || f.audio != "" {
		return
	}
	f.audio = codec(string(entry[4:8]))
	f.rate = int(binary.BigEndian.Uint32(entry[32:]) >> 16)
	if f.audio == "AAC" && objectType(entry) == mp3Object {
		f.audio = "MP3"
	}
}

// sample is the first entry of a table of descriptions.
func sample(p []byte) []byte {
	if len(p) < 16 {
		return nil
	}
	p = p[8:]
	return p[:min(uint64(len(p)), uint64(binary.BigEndian.Uint32(p)))]
}

const mp3Object = 0x6b

// objectType is what an MPEG-4 description of sound says it is of, 0 when it
// says nothing. The bytes before it are descriptors: a tag, a length of up to
// four bytes, a content.
func objectType(entry []byte) byte {
	_, p, found := strings.Cut(string(entry), "esds\x00\x00\x00\x00\x03")
	if !found {
		return 0
	}
	p = behindLength(p)
	if len(p) < 5 || p[3] != 0 { // length, number, flags: what flags announce is not read
		return 0
	}
	p = p[4:]
	if p[0] != 4 {
		return 0
	}
	p = behindLength(p[1:])
	if len(p) < 2 {
		return 0
	}
	return p[1]
}

// behindLength begins with the last byte of a length: those before it have their
// highest bit set.
func behindLength(p string) string {
	for len(p) > 0 && p[0] >= 0x80 {
		p = p[1:]
	}
	return p
}

// codec is what people call a codec, or its four letters.
func codec(letters string) string {
	switch letters {
	case "avc1", "avc3":
		return "H.264"
	case "hvc1", "hev1", "dvh1", "dvhe":
		return "H.265"
	case "s263", "h263":
		return "H.263"
	case "mp4v":
		return "MPEG-4 Visual"
	case "vp08":
		return "VP8"
	case "vp09":
		return "VP9"
	case "av01":
		return "AV1"
	case "apch", "apcn", "apcs", "apco", "ap4h", "ap4x":
		return "ProRes"
	case "jpeg", "mjpa", "mjpb":
		return "Motion JPEG"
	case "mp4a":
		return "AAC"
	case "samr":
		return "AMR"
	case "sawb":
		return "AMR-WB"
	case "alac":
		return "ALAC"
	case "Opus":
		return "Opus"
	case ".mp3":
		return "MP3"
	case "ac-3":
		return "AC-3"
	case "ec-3":
		return "E-AC-3"
	case "sowt", "twos", "lpcm", "ipcm", "raw ", "in24":
		return "PCM"
	}
	for i := range len(letters) {
		if letters[i] < ' ' || letters[i] > '~' {
			return ""
		}
	}
	return strings.TrimSpace(letters)
}
