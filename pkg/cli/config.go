package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/viper"
	"go.yaml.in/yaml/v3"

	"complain/pkg/internal/pattern"
)

// config is the user's configuration file; there need be none. A flag comes
// before the environment, the environment before the file.
type config struct {
	v    *viper.Viper
	path string // of the file; "" where there is none
	dir  string // the program's folder for configuration and overrides
	err  error  // the file is there and cannot be read
}

// openConfig reads config.yaml or config.toml in $XDG_CONFIG_HOME/complain, or
// where the system keeps such files.
func openConfig(sys System) *config {
	c := &config{dir: configFolder(sys.Getenv)}
	for _, name := range []string{"config.yaml", "config.toml"} {
		path := filepath.Join(c.dir, name)
		if _, err := os.Stat(path); err != nil {
			// A home that may not be looked into holds no configuration.
			if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
				c.err = err
			}
			continue
		}
		c.path = path
		c.v, c.err = readConfig(path)
		break
	}
	return c
}

// settings is all that a configuration file may say.
type settings struct {
	Lang        string `yaml:"lang" toml:"lang"`
	Complainant struct {
		Name    string `yaml:"name" toml:"name"`
		Phone   string `yaml:"phone" toml:"phone"`
		Address string `yaml:"address" toml:"address"`
		Email   string `yaml:"email" toml:"email"`
	} `yaml:"complainant" toml:"complainant"`
}

var settingNames = []string{"lang", "complainant.name", "complainant.phone", "complainant.address", "complainant.email"}

// mostSettings is how long a configuration file may be.
const mostSettings = 1 << 20

// readConfig reads a file. A key that is no setting is an error: a slip of the
// pen would otherwise be an answer that is never heard.
func readConfig(path string) (*viper.Viper, error) {
	data, err := readPlain(path, mostSettings)
	if err != nil {
		return nil, err
	}
	v := viper.New()
	v.SetConfigType(strings.TrimPrefix(filepath.Ext(path), "."))
	key, line, err := unknownKey(path, data)
	if err == nil && key == "" {
		err = v.ReadConfig(bytes.NewReader(data))
	}
	switch {
	case err != nil:
		c := failure("error.config.syntax", path, lineIn(err)).next("hint.config")
		c.err = err
		return nil, c
	case key != "":
		return nil, failure("error.config.key", path, line, key).next("hint.config.key", strings.Join(settingNames, ", "))
	}
	return v, nil
}

var lineNumber = pattern.New(`\bline ([0-9]+)`)

// lineIn is the line that an error of a reader of YAML or TOML names; 1 where it
// names none.
func lineIn(err error) int {
	var toml *toml.DecodeError
	if errors.As(err, &toml) {
		line, _ := toml.Position()
		return line
	}
	if m := lineNumber.FindStringSubmatch(err.Error()); m != nil {
		line, _ := strconv.Atoi(m[1]) // its digits may be too many, and then it is 0
		return max(line, 1)
	}
	return 1
}

// unknownKey finds the first key that is no setting, with its line. An error is
// about a value that does not fit, and names its line.
func unknownKey(path string, data []byte) (key string, line int, err error) {
	if filepath.Ext(path) == ".toml" {
		err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(&settings{})
		var missing *toml.StrictMissingError
		if errors.As(err, &missing) && len(missing.Errors) > 0 {
			line, _ := missing.Errors[0].Position()
			return strings.Join(missing.Errors[0].Key(), "."), line, nil
		}
		return "", 0, err
	}
	var file yaml.Node
	if err := yaml.Unmarshal(data, &file); err != nil || len(file.Content) == 0 {
		return "", 0, err
	}
	if key, line := unknownIn(file.Content[0], ""); key != "" {
		return key, line, nil
	}
	return "", 0, file.Decode(&settings{})
}

// unknownIn looks through a mapping of YAML, whose keys begin with prefix.
func unknownIn(n *yaml.Node, prefix string) (key string, line int) {
	if n.Kind != yaml.MappingNode {
		return "", 0
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := prefix + n.Content[i].Value
		inner := func(setting string) bool { return strings.HasPrefix(setting, name+".") }
		switch {
		case slices.Contains(settingNames, name):
		case slices.ContainsFunc(settingNames, inner):
			if key, line := unknownIn(n.Content[i+1], name+"."); key != "" {
				return key, line
			}
		default:
			return name, n.Content[i].Line
		}
	}
	return "", 0
}

func configFolder(getenv func(string) string) string {
	if dir := getenv("XDG_CONFIG_HOME"); dir != "" {
		return filepath.Join(dir, "complain")
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "complain")
}

// text is a setting, or "".
func (c *config) text(key string) string {
	if c.v == nil {
		return ""
	}
	return c.v.GetString(key)
}

// folder is the path of a folder beside the configuration.
func (c *config) folder(name string) string { return filepath.Join(c.dir, name) }

// overrides is a folder beside the configuration, or nil when there is none.
func (c *config) overrides(name string) fs.FS {
	dir := filepath.Join(c.dir, name)
	if info, err := os.Stat(dir); c.dir == "" || err != nil || !info.IsDir() {
		return nil
	}
	return os.DirFS(dir)
}
