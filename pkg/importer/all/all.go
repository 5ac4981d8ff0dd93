// Package all is the list of importers. To add one, write its package and name
// it here: nothing else knows importers by name.
package all

import (
	"slices"
	"sync"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/alipay"
	"complain/pkg/importer/amazon"
	"complain/pkg/importer/bank"
	"complain/pkg/importer/camt"
	"complain/pkg/importer/chatlab"
	"complain/pkg/importer/discord"
	"complain/pkg/importer/document"
	"complain/pkg/importer/googlechat"
	"complain/pkg/importer/imessage"
	"complain/pkg/importer/invoice"
	"complain/pkg/importer/jd"
	"complain/pkg/importer/kakaotalk"
	"complain/pkg/importer/line"
	"complain/pkg/importer/mail"
	"complain/pkg/importer/mapped"
	"complain/pkg/importer/meituan"
	"complain/pkg/importer/meta"
	"complain/pkg/importer/mt940"
	"complain/pkg/importer/office"
	"complain/pkg/importer/ofx"
	"complain/pkg/importer/pasted"
	"complain/pkg/importer/paypal"
	"complain/pkg/importer/pdf"
	"complain/pkg/importer/photo"
	"complain/pkg/importer/qif"
	"complain/pkg/importer/qq"
	"complain/pkg/importer/recording"
	"complain/pkg/importer/signal"
	"complain/pkg/importer/slack"
	"complain/pkg/importer/sms"
	"complain/pkg/importer/telegram"
	"complain/pkg/importer/webpage"
	"complain/pkg/importer/wechatexport"
	"complain/pkg/importer/wechatmail"
	"complain/pkg/importer/wechatpay"
	"complain/pkg/importer/whatsapp"
	"complain/pkg/importer/whatsappexport"
)

// Importers lists every importer that recognises files. They keep nothing from one
// file to the next.
func Importers() []importer.Importer { return slices.Clone(list()) }

// list is made once: the layouts of bills are long.
var list = sync.OnceValue(func() []importer.Importer {
	return []importer.Importer{
		alipay.Bill(),
		wechatpay.Bill(),
		jd.Bill(),
		meituan.Bill(),
		bank.Bill(),
		paypal.Bill(),
		amazon.Bill(),
		ofx.Importer{},
		qif.Importer{},
		camt.Importer{},
		mt940.Importer{},
		mapped.Importer{},
		mapped.Orders{},
		mapped.Accounts{},
		whatsapp.Importer{},
		wechatmail.Importer{},
		wechatexport.Importer{},
		qq.Importer{},
		pasted.Importer{},
		telegram.Importer{},
		line.Importer{},
		kakaotalk.Importer{},
		meta.Importer{},
		sms.Importer{},
		imessage.Importer{},
		signal.Importer{},
		discord.Importer{},
		slack.Importer{},
		chatlab.Importer{},
		googlechat.Importer{},
		whatsappexport.Importer{},
		mail.Importer{},
		photo.Importer{},
		pdf.Importer{},
		recording.Importer{},
		webpage.Importer{},
		office.Importer{},
		invoice.Importer{},
	}
})

// Fallback reads what none of them recognises: as one document.
func Fallback() importer.Importer { return document.Importer{} }

// Sources is what packets say of where files are from, by the names of the importers
// that read them.
func Sources(of []dispute.Evidence) map[string]dispute.Words {
	sources := map[string]dispute.Words{}
	for name, about := range abouts(of) {
		sources[name] = about.Source
	}
	return sources
}

// Shows is what files show, by the names of the importers that read them.
func Shows(of []dispute.Evidence) map[string]dispute.Shows {
	shows := map[string]dispute.Shows{}
	for name, about := range abouts(of) {
		shows[name] = about.Shows
	}
	return shows
}

// abouts are the importers that read some evidence. No other is asked: some know of
// themselves what they read out of files.
func abouts(of []dispute.Evidence) map[string]importer.About {
	all := map[string]importer.About{}
	for _, e := range of {
		if _, known := all[e.Reading.Importer]; !known {
			all[e.Reading.Importer] = About(e.Reading.Importer)
		}
	}
	return all
}

// About is how the importer called name names its files to people. It is empty
// for a name that none has, which a case of a newer version may hold.
func About(name string) importer.About {
	im, err := importer.ByName(append(Importers(), Fallback()), name)
	if err != nil {
		return importer.About{}
	}
	return im.About()
}
