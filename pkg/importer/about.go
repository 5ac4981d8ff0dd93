package importer

import "complain/pkg/dispute"

// About is how an importer names its files to people. All of it stands in every
// language of the program, so that an importer is added with its words and
// no other place must learn them.
type About struct {
	Name dispute.Words // what one of its files is: "Alipay bill"
	// Source is what a packet says of where such a file is from. It is empty
	// for kinds of files that may be from anywhere.
	Source dispute.Words
	// App is out of what people get such files: "Alipay". It is empty for kinds
	// of files that may be from anywhere.
	App dispute.Words
	// Shows is what its files show, in the words of the rules.
	Shows dispute.Shows
	// Variants are the names of variants. One that is a single word, as formats
	// have names that are the same in every language (jpeg, 053.v2), needs none.
	Variants map[string]dispute.Words
	// Issuers says that variants are named by who issues such files.
	Issuers bool
}
