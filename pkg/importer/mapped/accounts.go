package mapped

import (
	"context"
	"embed"
	"path"
	"slices"
	"strings"
	"sync"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/tabular"
	"complain/pkg/internal/charset"
)

//go:embed accounts/*.yaml
var shippedAccounts embed.FS

// Account is a mapping that comes with the program: of the export of one bank or
// wallet.
type Account struct {
	// Name is what such a file is called.
	Name dispute.Words `yaml:"name"`
	// Headers are the rows of names, whole and in their order, that such files have
	// had. What only resembles them is another table. A "¤" in a name stands for each
	// of Currencies.
	Headers    []Names `yaml:"headers"`
	Currencies Names   `yaml:"currencies"`
	// Received says for roles which column has them in rows of money that came in.
	Received map[string]Names `yaml:"received"`
	// Returned are beginnings of the type, status or text of rows that give money
	// back, if money came in: what comes in as a payment by card was paid before.
	Returned map[string]Names `yaml:"returned"`
	// Standing are beginnings of the text of rows that only state a balance. Bare is
	// true where rows without time and amount are none of transactions.
	Standing Names `yaml:"standing"`
	Bare     bool  `yaml:"bare"`
	// Settled are the states, where there are any, in which money moved; one that is
	// neither of them nor known is doubted.
	Settled Names `yaml:"settled"`
	// Turned are the rows in which the sign means the opposite.
	Turned struct{ Column, Holds string } `yaml:"turned"`
	// Balance and Account are the names of the columns of running balances, where it
	// is not a common one, and of the account they are of.
	Balance Names `yaml:"balance"`
	Account Names `yaml:"account"`
	// Encoding is that of such files, where nothing in their bytes tells; see Source.In.
	Encoding charset.Encoding `yaml:"encoding"`
	// Either is true of files of which some have a decimal comma and others a point.
	Either bool `yaml:"either"`
	// Footers are beginnings of the rows after the table.
	Footers Names `yaml:"footers"`
	// Source says where its columns are from, and when they were looked up.
	Source  string `yaml:"source"`
	Mapping `yaml:",inline"`

	variant string
}

// Accounts reads the exports of banks and wallets by the mappings that come with
// the program. Adding one is a file in the folder accounts and a fixture.
type Accounts struct{}

var _ importer.Importer = Accounts{}

// Name implements importer.Importer.
func (Accounts) Name() string { return "accounts" }

// Version implements importer.Importer.
func (Accounts) Version() int { return 2 }

// About implements importer.Importer.
func (Accounts) About() importer.About { return ofAccounts().About() }

// Identify implements importer.Importer.
func (Accounts) Identify(src *importer.Source) importer.Match {
	a := ofAccounts()
	return a.Identify(a.decoded(src))
}

// Extract implements importer.Importer.
func (Accounts) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	a := ofAccounts()
	return a.Bill.Extract(ctx, a.decoded(src), sink)
}

// accounts are the mappings together.
type accounts struct {
	tabular.Bill
	encodings []charset.Encoding
}

// decoded is a source in the encoding in which it has a header that is known.
func (a *accounts) decoded(src *importer.Source) *importer.Source {
	if e, certain := charset.Judge(src.Head); certain || e == charset.Binary {
		return src
	}
	for _, e := range a.encodings {
		if in := src.In(e); a.Identify(in).Confidence == importer.Certain {
			return in
		}
	}
	return src
}

// ofAccounts is made when it is first used. A file that is not right is an error of
// the program, and TestAccountFiles's to find.
var ofAccounts = sync.OnceValue(func() *accounts {
	b := &accounts{Bill: tabular.Bill{
		Family:  Accounts{}.Name(),
		Edition: Accounts{}.Version(),
		Title:   dispute.Words{"en": "export of a bank or wallet", "zh": "银行或钱包明细"},
		Source:  dispute.Words{"en": "transactions downloaded from the bank or wallet", "zh": "银行或钱包明细导出文件"},
		App:     dispute.Words{"en": "the bank or wallet", "zh": "银行或钱包"},
		Issuers: true,
	}}
	files, _ := shippedAccounts.ReadDir("accounts")
	for _, f := range files {
		if a, err := readAccount(f.Name()); err == nil {
			b.Layouts = append(b.Layouts, a.layouts()...)
			if a.Encoding != "" && !slices.Contains(b.encodings, a.Encoding) {
				b.encodings = append(b.encodings, a.Encoding)
			}
		}
	}
	return b
})

func readAccount(name string) (*Account, error) {
	a := &Account{}
	if err := readOwn(shippedAccounts, path.Join("accounts", name), a, &a.variant); err != nil {
		return nil, err
	}
	return a, a.Mapping.check()
}

// moneyBack are words with which banks begin the text of a refund.
var moneyBack = Names{"Refund", "REFUND", "refund", "Rückerstattung", "Erstattung", "ERSTATTUNG", "Remboursement", "REMBOURSEMENT", "Terugbetaling", "Reembolso", "REEMBOLSO", "Rimborso", "返金", "返品"}

// layouts are one for each of the headers, and of the currencies that may stand in it.
func (a *Account) layouts() (all []tabular.Layout) {
	currencies := a.Currencies
	if currencies == nil {
		currencies = Names{""}
	}
	for _, currency := range currencies {
		l := a.layout(currency)
		for _, header := range a.Headers {
			l.Header = inCurrency(header, currency)
			l.Required = l.Header
			all = append(all, l)
		}
	}
	return all
}

func (a *Account) layout(currency string) tabular.Layout {
	l := a.Mapping.layout()
	l.Variant, l.Name, l.Whole, l.ZoneFrom = a.variant, a.Name, true, ""
	l.Accounts, l.Footers, l.Settled = a.Account, a.Footers, a.Settled
	if a.Either {
		l.Decimal = tabular.Either
	}
	if a.Balance != nil {
		l.Balances = inCurrency(a.Balance, currency)
	}
	for role, names := range l.Columns {
		l.Columns[role] = inCurrency(names, currency)
	}
	for role, names := range a.Received {
		if l.Received == nil {
			l.Received = map[tabular.Role][]string{}
		}
		l.Received[roles[role]] = inCurrency(names, currency)
	}
	for role, words := range a.Returned {
		l.Returned = append(l.Returned, beginnings(roles[role], words)...)
	}
	l.Returned = append(l.Returned, beginnings(tabular.Text, moneyBack)...)
	l.Standing, l.Bare, l.Turned = beginnings(tabular.Text, a.Standing), a.Bare, tabular.Turned(a.Turned)
	return l
}

func beginnings(role tabular.Role, words []string) (signs []tabular.Sign) {
	for _, word := range words {
		signs = append(signs, tabular.Sign{Role: role, Prefix: word})
	}
	return signs
}

// inCurrency are names with the code of a currency where "¤" stands.
func inCurrency(names []string, currency string) (out []string) {
	for _, name := range names {
		out = append(out, strings.ReplaceAll(name, "¤", currency))
	}
	return out
}
