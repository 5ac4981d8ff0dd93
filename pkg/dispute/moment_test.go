package dispute

import "testing"

func TestMoment(t *testing.T) {
	for text, want := range map[string]string{
		"0:41": "00:41", "00:41": "00:41", "00\uff1a41": "00:41", "75:03": "1:15:03", "1:02:03": "1:02:03",
		"0:41.5": "00:41.500", "0:41.050": "00:41.050",
	} {
		m, err := ParseMoment(text)
		if err != nil || m.String() != want {
			t.Errorf("%q: %q %v, want %q", text, m, err, want)
		}
		if again, err := ParseMoment(want); again != m || err != nil {
			t.Errorf("%q: read again as %d, %v", want, again, err)
		}
	}
	for _, text := range []string{"", "41", "0:60", "0:4", "1:2:3", "1:60:00", "-1:00", "0:41.", "0:41.1234", "a:bc", "1:2:3:4", "99999:00", "9999:00:00"} {
		if m, err := ParseMoment(text); err == nil {
			t.Errorf("%q is %s", text, m)
		}
	}
}
