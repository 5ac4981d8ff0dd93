package mapped

import (
	"bytes"
	"context"
	"embed"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/sheet"
)

//go:embed orders/*.yaml
var shipped embed.FS

// Shipped is a mapping that comes with the program: of the order lists that
// browser scripts write from the pages of one shop.
type Shipped struct {
	// Name is what such a file is called.
	Name dispute.Words `yaml:"name"`
	// Signs are words in a file's name, or in small letters near its beginning, that
	// name the shop. A mapping without any is for the lists of all others.
	Signs Names `yaml:"signs"`
	// Needed are the roles whose columns must be there, by one of their names.
	Needed []string `yaml:"needed"`
	// Source says where its columns are from, and when they were looked up.
	Source  string `yaml:"source"`
	Mapping `yaml:",inline"`

	variant string
}

// Orders reads order lists by the mappings that come with the program.
type Orders struct{}

var _ importer.Importer = Orders{}

// Name implements importer.Importer.
func (Orders) Name() string { return "orders" }

// Version implements importer.Importer.
func (Orders) Version() int { return 2 }

// About implements importer.Importer.
func (Orders) About() importer.About {
	about := importer.About{
		Name:     dispute.Words{"en": "order list", "zh": "订单列表"},
		Source:   dispute.Words{"en": "order list taken from the shop's page by a browser script", "zh": "订单列表（由浏览器脚本从购物网站页面导出）"},
		Variants: map[string]dispute.Words{},
	}
	for _, s := range ofShops() {
		about.Variants[s.variant] = s.Name
	}
	return about
}

// Identify implements importer.Importer.
func (Orders) Identify(src *importer.Source) importer.Match { return ordersIn(src).Identify(src) }

// Extract implements importer.Importer.
func (Orders) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	return ordersIn(src).Extract(ctx, src, sink)
}

// ordersIn is the bill of the shop that a file names, or else of any shop.
func ordersIn(src *importer.Source) *tabular.Bill {
	head := strings.ToLower(src.Name)
	if form := sheet.FormOf(src.Head); form == sheet.Text || form == sheet.JSON {
		text, _ := src.HeadText()
		head += "\n" + strings.ToLower(text)
	}
	var layouts []tabular.Layout
	for _, s := range ofShops() {
		if slices.ContainsFunc(s.Signs, func(sign string) bool { return strings.Contains(head, sign) }) {
			layouts = append(layouts, s.layout())
		}
	}
	for _, s := range ofShops() {
		if len(s.Signs) == 0 {
			layouts = append(layouts, s.layout())
		}
	}
	return &tabular.Bill{Objects: true, Layouts: layouts}
}

func (s *Shipped) layout() tabular.Layout {
	l := s.Mapping.layout()
	l.Variant, l.Name, l.Header, l.Required, l.ZoneFrom = s.variant, s.Name, nil, nil, ""
	for _, role := range s.Needed {
		l.OneOf = append(l.OneOf, s.Mapping.Columns[role])
	}
	return l
}

// ofShops are the mappings that come with the program, by their files' names. Those
// that are not right are an error of the program, and TestShipped's to find.
var ofShops = sync.OnceValue(func() (all []*Shipped) {
	files, _ := shipped.ReadDir("orders")
	for _, f := range files {
		if s, err := readShipped(path.Join("orders", f.Name())); err == nil {
			all = append(all, s)
		}
	}
	return all
})

func readShipped(name string) (*Shipped, error) {
	s := &Shipped{}
	if err := readOwn(shipped, name, s, &s.variant); err != nil {
		return nil, err
	}
	return s, s.Mapping.check()
}

// readOwn reads a file that comes with the program into a mapping of its kind, whose
// variant is the file's name. A misspelt field must not pass for a missing one.
func readOwn(folder embed.FS, name string, into any, variant *string) error {
	text, err := folder.ReadFile(name)
	if err != nil {
		return err
	}
	*variant = strings.TrimSuffix(path.Base(name), ".yaml")
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	return d.Decode(into)
}
