package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/phrase"
)

// Where the value of a setting comes from.
const (
	fromFlag    = "flag"
	fromEnv     = "environment"
	fromFile    = "file"
	fromDefault = "default"
)

func newConfig(s *session) *cobra.Command {
	list := command(s.Lang, "config.list", "list", func(cmd *cobra.Command, _ []string) error { return listSettings(s) })
	list.Args = arguments(s.Lang, 0, 0, "")
	get := command(s.Lang, "config.get", "get NAME", func(_ *cobra.Command, args []string) error { return getSetting(s, args[0]) })
	get.Args = arguments(s.Lang, 1, 1, "NAME")
	set := command(s.Lang, "config.set", "set NAME VALUE", func(_ *cobra.Command, args []string) error {
		return setSetting(s, args[0], strings.Join(args[1:], " "))
	})
	set.Args = arguments(s.Lang, 2, -1, "NAME VALUE")
	unset := command(s.Lang, "config.unset", "unset NAME", func(_ *cobra.Command, args []string) error { return setSetting(s, args[0], "") })
	unset.Args = arguments(s.Lang, 1, 1, "NAME")
	return group(s.Screen, "config", "config", list, get, set, unset)
}

// setting is the value of a setting and where it comes from.
func (s *session) setting(name string) answer.Setting {
	v := answer.Setting{Name: name, Value: s.config.text(name), From: fromFile, Where: s.config.path}
	if v.Value == "" {
		v.From, v.Where = fromDefault, ""
	}
	if name != "lang" {
		return v
	}
	// The language is said in more places, the nearest first.
	switch {
	case s.langFlag != "":
		return answer.Setting{Name: name, Value: s.Lang.Tag(), From: fromFlag, Where: "--lang"}
	case s.sys.Getenv("COMPLAIN_LANG") != "":
		return answer.Setting{Name: name, Value: s.Lang.Tag(), From: fromEnv, Where: "COMPLAIN_LANG"}
	case v.Value != "":
		return v
	}
	for _, env := range []string{"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if s.sys.Getenv(env) != "" {
			return answer.Setting{Name: name, Value: s.Lang.Tag(), From: fromEnv, Where: env}
		}
	}
	v.Value = s.Lang.Tag()
	return v
}

func listSettings(s *session) error {
	rows := []answer.Setting{}
	t := s.Table("config.head.name", "config.head.value", "config.head.from")
	t.Flexible = 1
	for _, name := range settingNames {
		v := s.setting(name)
		rows = append(rows, v)
		t.Row(v.Name, v.Value, phrase.Join("  ", s.Say("config.from."+v.From), v.Where))
	}
	if s.JSON {
		return s.WriteJSON(rows)
	}
	t.Print()
	s.Talk("config.file", screen.Clean(cmp.Or(s.config.path, s.config.file())))
	return nil
}

func knownSetting(s *session, name string) error {
	if slices.Contains(settingNames, name) {
		return nil
	}
	return meant(s.Screen, "error.setting", name, plainChoices("setting", settingNames), "hint.config.key", strings.Join(settingNames, ", "))
}

func getSetting(s *session, name string) error {
	if err := knownSetting(s, name); err != nil {
		return err
	}
	v := s.setting(name)
	if s.JSON {
		return s.WriteJSON(v)
	}
	s.PrintLine(screen.Clean(v.Value))
	return nil
}

// file is where a configuration is written that is not there yet.
func (c *config) file() string { return filepath.Join(c.dir, "config.yaml") }

// setSetting writes a setting into the configuration file; "" takes it out.
func setSetting(s *session, name, value string) error {
	if err := knownSetting(s, name); err != nil {
		return err
	}
	if s.config.dir == "" {
		return failure("error.no-config-folder").next("hint.no-config-folder")
	}
	if name == "lang" && value != "" {
		if _, ok := s.sys.Languages.Find(value); !ok {
			return usage("error.lang", value, s.sys.Languages.Names())
		}
	}
	path := cmp.Or(s.config.path, s.config.file())
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var out []byte
	if filepath.Ext(path) == ".toml" {
		out, err = setTOML(old, strings.Split(name, "."), value)
	} else {
		out, err = setYAML(old, strings.Split(name, "."), value)
	}
	if err != nil {
		return fmt.Errorf("the configuration: %w", err)
	}
	if err := os.MkdirAll(s.config.dir, 0o700); err != nil {
		return err
	}
	if err := s.writeNew(path, true, func(f *os.File) error { _, err := f.Write(out); return err }); err != nil {
		return err
	}
	v := answer.Setting{Name: name, Value: value, From: fromFile, Where: path}
	if value == "" {
		return s.Done(v, "config.unset.done", name, screen.Clean(path))
	}
	return s.Done(v, "config.set.done", name, screen.Clean(value), screen.Clean(path))
}

// setYAML sets a key of a mapping, and leaves comments and the order as they are.
func setYAML(data []byte, name []string, value string) ([]byte, error) {
	var file yaml.Node
	if err := yaml.Unmarshal(data, &file); err != nil {
		return nil, err
	}
	if len(file.Content) == 0 {
		file = yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{{Kind: yaml.MappingNode}}}
	}
	setNode(file.Content[0], name, value)
	if len(file.Content[0].Content) == 0 {
		return nil, nil
	}
	var out bytes.Buffer
	e := yaml.NewEncoder(&out)
	e.SetIndent(2)
	err := e.Encode(&file)
	return out.Bytes(), err
}

func setNode(n *yaml.Node, name []string, value string) {
	n.Kind, n.Tag, n.Value = yaml.MappingNode, "!!map", ""
	i := 0
	for ; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name[0] {
			break
		}
	}
	there := i+1 < len(n.Content)
	if len(name) > 1 {
		if !there {
			n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name[0]}, &yaml.Node{Kind: yaml.MappingNode})
		}
		setNode(n.Content[i+1], name[1:], value)
		if len(n.Content[i+1].Content) == 0 {
			n.Content = slices.Delete(n.Content, i, i+2)
		}
		return
	}
	switch {
	case value == "" && there:
		n.Content = slices.Delete(n.Content, i, i+2)
	case value == "":
	case there:
		n.Content[i+1].SetString(value)
	default:
		said := &yaml.Node{}
		said.SetString(value)
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name[0]}, said)
	}
}

// setTOML sets a key of a file in TOML, which is written anew.
func setTOML(data []byte, name []string, value string) ([]byte, error) {
	all := map[string]any{}
	if err := toml.Unmarshal(data, &all); err != nil {
		return nil, err
	}
	in := all
	for _, part := range name[:len(name)-1] {
		next, ok := in[part].(map[string]any)
		if !ok {
			next = map[string]any{}
			in[part] = next
		}
		in = next
	}
	if last := name[len(name)-1]; value == "" {
		delete(in, last)
	} else {
		in[last] = value
	}
	return toml.Marshal(all)
}
