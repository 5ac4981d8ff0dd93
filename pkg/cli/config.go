package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/viper"
)

// config is the user's configuration file; there need be none. A flag comes
// before the environment, the environment before the file.
type config struct {
	v   *viper.Viper
	dir string // the program's folder for configuration and overrides
	err error  // the file is there and cannot be read
}

// openConfig reads config.yaml or config.toml in $XDG_CONFIG_HOME/complain, or
// where the system keeps such files.
func openConfig(sys System) *config {
	c := &config{dir: configFolder(sys.Getenv)}
	for _, name := range []string{"config.yaml", "config.toml"} {
		path := filepath.Join(c.dir, name)
		if _, err := os.Stat(path); err != nil {
			if !errors.Is(err, fs.ErrNotExist) {
				c.err = err
			}
			continue
		}
		c.v = viper.New()
		c.v.SetConfigFile(path)
		if err := c.v.ReadInConfig(); err != nil {
			c.err = fmt.Errorf("%s: %w", path, err)
		}
		break
	}
	return c
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
