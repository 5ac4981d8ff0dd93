package office

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

func TestFixtures(t *testing.T) { importertest.Run(t, Importer{}) }

func TestTruncated(t *testing.T) { importertest.Truncate(t, Importer{}) }

func FuzzExtract(f *testing.F) { importertest.Fuzz(f, Importer{}) }

func source(t testing.TB, data []byte) *importer.Source {
	return importertest.Source(t, "a.docx", data)
}

// FuzzText puts XML into a document: what breaks the zip around it says little.
func FuzzText(f *testing.F) {
	f.Add("<w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", true)
	f.Add("<text:p>a<text:note><text:note-body><text:p>b</text:p></text:note-body></text:note></text:p><table:table-row><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row>", false)
	f.Fuzz(func(t *testing.T, text string, word bool) {
		data := importertest.Zip(t, "mimetype", mediaTypes[variantODT], "content.xml", "<office:body><office:text>"+text+"</office:text></office:body>")
		if word {
			data = importertest.Zip(t, "[Content_Types].xml", "", "word/document.xml", "<w:body>"+text+"</w:body>")
		}
		tally, _, err := importertest.Extract(context.Background(), Importer{}, source(t, data))
		if err == nil && !tally.Conserved() {
			t.Errorf("%d units, %d accounted for", tally.Reading.Units, tally.Covered)
		}
	})
}

// A workbook, a slide show, an archive with a document in it and a zip that is
// none are not documents.
func TestOthersAreLeftAlone(t *testing.T) {
	for name, data := range map[string][]byte{
		"xlsx":    importertest.Zip(t, "[Content_Types].xml", "", "xl/workbook.xml", "<workbook/>"),
		"pptx":    importertest.Zip(t, "[Content_Types].xml", "", "ppt/presentation.xml", "<p/>"),
		"ods":     importertest.Zip(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<a/>"),
		"archive": importertest.Zip(t, "word/document.xml", "<a/>"),
		"text":    []byte("word/document.xml"),
		"cut":     importertest.Zip(t, "[Content_Types].xml", "", "word/document.xml", "<w/>")[:60],
	} {
		if m := (Importer{}).Identify(source(t, data)); m.Confidence != importer.None {
			t.Errorf("%s is taken for %s", name, m.Variant)
		}
	}
}

func TestParts(t *testing.T) {
	data := importertest.Zip(t, "[Content_Types].xml", "", "word/document.xml", "<w:p/>", "word/media/image1.png", "png", "word/media/image2.emf", "emf",
		"word/embeddings/table.xlsx", "xlsx", "word/../evil.png", "x")
	var got []string
	err := Importer{}.Parts(context.Background(), source(t, data), func(p importer.Part) error {
		r, err := p.Open(context.Background())
		if err != nil {
			return err
		}
		defer r.Close()
		text, err := io.ReadAll(r)
		got = append(got, p.Path+"="+string(text))
		return err
	})
	if want := "word/media/image1.png=png word/embeddings/table.xlsx=xlsx"; err != nil || strings.Join(got, " ") != want {
		t.Errorf("%s, %v", strings.Join(got, " "), err)
	}
}

// Deep nesting, very much text and a bomb end the reading with what was read.
func TestLimits(t *testing.T) {
	paragraph := "<w:p><w:r><w:t>" + strings.Repeat("x", 1000) + "</w:t></w:r></w:p>"
	for name, text := range map[string]string{
		"deep": "<w:p><w:r><w:t>seen</w:t></w:r></w:p>" + strings.Repeat("<w:a>", 1000),
		"long": strings.Repeat(paragraph, 17<<10),
		"bomb": paragraph + "<!--" + strings.Repeat(" ", 70<<20) + "-->",
	} {
		data := importertest.Zip(t, "[Content_Types].xml", "", "word/document.xml", "<w:body>"+text+"</w:body>")
		_, records, err := importertest.Extract(context.Background(), Importer{}, source(t, data))
		var stopped *importer.Stopped
		if !errors.As(err, &stopped) || len(records) < 1 || records[0].Kind != dispute.Document {
			t.Errorf("%s: %d records, %v", name, len(records), err)
		}
	}
}
