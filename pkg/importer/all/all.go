// Package all is the list of importers. To add one, write its package and name
// it here: nothing else knows importers by name.
package all

import (
	"complain/pkg/importer"
	"complain/pkg/importer/alipay"
	"complain/pkg/importer/document"
	"complain/pkg/importer/photo"
	"complain/pkg/importer/wechatmail"
	"complain/pkg/importer/wechatpay"
	"complain/pkg/importer/whatsapp"
)

// Importers lists every importer that recognises files.
func Importers() []importer.Importer {
	return []importer.Importer{
		alipay.Importer{},
		wechatpay.Importer{},
		whatsapp.Importer{},
		wechatmail.Importer{},
		photo.Importer{},
	}
}

// Fallback reads what none of them recognises: as one document.
func Fallback() importer.Importer { return document.Importer{} }
