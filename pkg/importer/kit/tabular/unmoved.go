package tabular

import (
	"slices"
	"strings"
	"sync"

	"complain/pkg/dispute"
	"complain/pkg/internal/hanscript"
	"complain/pkg/internal/sheet"
)

// unmovedWords are states by which shops, banks and wallets say that no money
// moved: it was not paid yet, was refused, or was called off before it was
// paid. They are compared whole, in small letters. A state that follows a
// payment (refunded, 已全额退款) is none of them, and one that may follow it or
// not (交易关闭) is told apart by the layout that knows how.
func unmovedWords() []string {
	return []string{
		"等待付款", "等待买家付款", "待付款", "待支付", "等待支付", "未付款", "未支付", "待买家付款", "等待扣款", "待扣款",
		"交易取消", "取消", "已失效", "已过期", "超时关闭", "未支付关闭", "拒付", "被拒绝", "已拒绝", "已撤销", "已撤单", "已冲正", "交易撤销",
		"预授权", "预授权成功", "预授权中", "预授权冻结", "冻结成功", "冻结中", "已冻结", "解冻成功", "已解冻", "未到账", "支付中", "付款中", "待确认付款",
		"待付款订单", "尚未付款", "冻结", "解冻", "预授权撤销", "预授权解冻", "预授权取消", "冻结撤销", "暂时冻结", "暂扣",
		"キャンセル", "キャンセル済み", "キャンセル済", "未払い", "未入金", "入金待ち", "支払い待ち", "保留中", "お支払い待ち", "取消済み",
		"취소", "취소완료", "주문취소", "결제대기", "결제대기중", "입금대기", "결제취소", "결제실패", "미결제",
		"canceled", "cancelled", "expired", "pending", "denied", "declined", "failed", "reverted", "voided", "void", "rejected",
		"unpaid", "not paid", "awaiting payment", "pending payment", "payment pending", "waiting for payment", "awaiting authorization", "awaiting confirmation",
		"authorization", "authorisation", "authorized", "authorised", "pre-authorized", "pre-authorised", "preauthorization", "pre-authorization", "pre-authorisation", "requires capture", "uncaptured",
		"uncleared", "under review", "timed out", "timeout", "blocked", "invalid", "not completed", "not processed", "to be paid", "draft",
		"payment failed", "payment declined", "order cancelled", "order canceled", "cancelled by user", "canceled by user", "removed",
		"on hold", "held", "hold", "not due yet", "not yet due", "due", "overdue", "upcoming", "scheduled", "payment due", "card declined", "payment canceled", "payment cancelled", "pending review", "incomplete", "requires payment method", "requires action", "requires confirmation", "unclaimed", "abandoned",
		"abgelehnt", "abgebrochen", "ausstehend", "fehlgeschlagen", "storniert", "abgelaufen", "nicht bezahlt", "unbezahlt", "vorgemerkt", "verweigert", "zurückgezogen", "offen", "nicht eingelöst", "zahlung ausstehend", "zahlung offen", "reserviert", "autorisiert",
		"cancelado", "cancelada", "pendiente", "pendente", "denegado", "denegada", "rechazado", "rechazada", "vencido", "caducado", "caducada", "fallido", "fallida", "recusado", "recusada", "anulado", "anulada", "no pagado", "impagado", "en espera", "não pago", "não aprovado", "falhou", "estornado", "aguardando pagamento", "pagamento pendente",
		"annulé", "annulée", "en attente", "refusé", "refusée", "expiré", "expirée", "échoué", "échouée", "échec", "rejeté", "rejetée", "non payé", "non payée", "impayé", "impayée", "paiement en attente", "autorisé", "autorisée",
		"annullato", "annullata", "in sospeso", "in attesa", "negato", "rifiutato", "rifiutata", "scaduto", "scaduta", "non riuscito", "non riuscita", "autorizzato", "autorizzata", "non pagato", "stornato",
		"geannuleerd", "in behandeling", "geweigerd", "afgewezen", "verlopen", "mislukt", "openstaand",
		"anulowano", "anulowana", "oczekująca", "oczekujące", "w toku", "odrzucono", "odrzucona", "wygasła", "wygasło", "nieudane", "nieudana", "odrzucone", "nieopłacone", "nieopłacona",
		"отменено", "отменён", "отменен", "отклонено", "отклонён", "отклонен", "не оплачен", "не оплачено", "ожидает оплаты", "ожидает", "ошибка",
		"iptal edildi", "iptal", "reddedildi", "beklemede", "ödeme bekleniyor", "başarısız", "đã hủy", "chờ thanh toán", "thất bại", "giao dịch thất bại", "đang chờ", "đang xử lý", "ล้มเหลว", "รอชำระเงิน", "gagal", "tertunda", "kadaluwarsa", "ยกเลิก", "dibatalkan", "menunggu pembayaran",
	}
}

// unmovedEnds are the ends of states that say so whatever stands before them, and
// unmovedStarts their beginnings.
var (
	unmovedEnds = []string{"失败", "超时", "待付款", "未付款", "未支付", "待支付", "已取消", "取消付款", "支付取消", "订单取消", "超时取消",
		"キャンセル", "支払い待ち", "支払待ち", "入金待ち", "確認待ち", "취소완료", "입금대기중", "결제대기중"}
	unmovedStarts = []string{"等待付款", "等待支付", "等待买家付款", "待付款", "未付款", "canceled by ", "cancelled by ", "declined by ", "rejected by ", "failed due ", "awaiting payment", "pending payment"}
	closedEnds    = []string{"关闭"}
)

// afterPaying are words of states of an order that was paid before: of a refund
// that was called off, and of a group that did not come together.
var afterPaying = []string{"退", "售后", "拼", "refund", "返金", "환불"}

// Closed are the words for an order that ended, paid and given back or never
// paid, as files write them.
func Closed() []string {
	return append(closedWords(), "Closed", "CLOSED", "交易關閉", "已關閉", "訂單已關閉", "關閉")
}

// closedWords are states of an order that ended, whether it was paid and given
// back, or never paid. Of a bill, the column of what it was paid with tells.
func closedWords() []string {
	return []string{"交易关闭", "交易已关闭", "已关闭", "订单关闭", "订单已关闭", "关闭", "closed"}
}

// state is a status as it is compared: without a reason that follows in
// parentheses or after a stroke ("已取消（超时未支付）", "Canceled - not paid"), but
// for one that speaks of money given back.
func state(text string) string {
	text = hanscript.Simplified(strings.ReplaceAll(strings.ToLower(sheet.Trim(sheet.Narrow(text))), "_", " "))
	head, rest := text, ""
	if i := strings.IndexAny(text, "(:;,"); i > 0 {
		head, rest = text[:i], text[i:]
	} else if before, after, ok := strings.Cut(text, " - "); ok {
		head, rest = before, after
	}
	if strings.Contains(rest, "退") || strings.Contains(rest, "refund") {
		return text
	}
	return sheet.Trim(head)
}

// UnmovedLike reports whether a status says that no money moved. closed is true
// of one that may also follow a payment that was given back.
func UnmovedLike(status string) (unmoved, closed bool) {
	s := state(status)
	if s == "退款失败" {
		return true, false // this row is the refund, which did not come
	}
	paid := slices.ContainsFunc(afterPaying, func(word string) bool { return strings.Contains(s, word) })
	ends := func(end string) bool { return !paid && strings.HasSuffix(s, hanscript.Simplified(end)) }
	starts := func(start string) bool { return !paid && strings.HasPrefix(s, hanscript.Simplified(start)) }
	closed = slices.Contains(closedWords(), s) || slices.ContainsFunc(closedEnds, ends) && !unmovedState(s)
	return closed || unmovedState(s) || slices.ContainsFunc(unmovedEnds, ends) || slices.ContainsFunc(unmovedStarts, starts), closed
}

// unmovedState reports whether a state, as it is compared, is one of unmovedWords.
var unmovedState = func() func(string) bool {
	words := sync.OnceValue(func() map[string]bool {
		set := map[string]bool{}
		for _, word := range unmovedWords() {
			set[hanscript.Simplified(word)] = true
		}
		return set
	})
	return func(s string) bool { return words()[s] }
}()

// unmoved is the word of a row that says that no money moved; "" where there is
// none.
func (t *table) unmoved(cells []sheet.Cell) string {
	for _, s := range t.Unmoved {
		if t.bears(s, cells) {
			return t.text(cells, s.Role)
		}
	}
	status := t.text(cells, Status)
	if status == "" || t.States == StatesGiven {
		return ""
	}
	switch no, closed := t.judged(status); {
	case closed && t.unpaid(cells), no && !closed:
		return status
	}
	return ""
}

// unpaid reports a row whose column for what it was paid with is empty.
func (t *table) unpaid(cells []sheet.Cell) bool {
	i := t.payment()
	return i >= 0 && t.empty(cells[i])
}

// judged is UnmovedLike, asked once for each status of a table.
func (t *table) judged(status string) (unmoved, closed bool) {
	j, known := t.judgements[status]
	if !known {
		j[0], j[1] = UnmovedLike(status)
		if t.judgements == nil {
			t.judgements = map[string][2]bool{}
		}
		if len(t.judgements) < maxJudgements {
			t.judgements[status] = j
		}
	}
	return j[0], j[1]
}

// maxJudgements bounds what is remembered of a column that is no status at all.
const maxJudgements = 1000

// still makes r a record of money that did not move, if its row says so.
func (t *table) still(r *dispute.Record, cells []sheet.Cell) {
	word := t.unmoved(cells)
	if word == "" {
		t.open(r, cells)
		return
	}
	r.Direction, r.Refund = dispute.NoDirection, false
	r.Remarks = append(r.Remarks, dispute.Say(dispute.RemarkUnmoved, word))
}

// open takes the direction from a row whose state leaves open whether money
// moved, where no column tells; who reads it is asked.
func (t *table) open(r *dispute.Record, cells []sheet.Cell) {
	if status := t.text(cells, Status); len(t.Settled) > 0 && status != "" && !slices.Contains(t.Settled, status) {
		r.Direction, r.Refund = dispute.NoDirection, false
		r.Remarks = append(r.Remarks, dispute.Say(dispute.RemarkOpen, status))
		return
	}
	for _, s := range t.Closed {
		if !t.bears(s, cells) {
			continue
		}
		if i := t.payment(); i >= 0 {
			return // the column told
		}
		r.Direction, r.Refund = dispute.NoDirection, false
		r.Remarks = append(r.Remarks, dispute.Say(dispute.RemarkOpen, t.text(cells, s.Role)))
		return
	}
}

// payment is the column that says whether a row was paid; -1 where there is none.
func (t *table) payment() int {
	return slices.IndexFunc(t.names, func(name string) bool {
		return slices.ContainsFunc(t.Paid, func(paid string) bool { return plainName(paid) == plainName(name) })
	})
}

// item is the sum of an order that rows of its items have in common.
type item struct {
	order  string
	amount string
	row    int
}

// once takes the sum of an order from the rows of its further items, so that it is
// told once.
func (x *extraction) once(row *sheet.Row, r *dispute.Record) {
	if !x.table.PerOrder || r.Order == "" {
		return
	}
	same := x.item.order == r.Order && (r.Amount.Minor == 0 || x.item.amount == r.Amount.String())
	if same {
		r.Direction, r.Refund = dispute.NoDirection, false
		r.Remarks = append(r.Remarks, dispute.Say(dispute.RemarkItem, r.Order, x.item.row))
	} else {
		x.item = item{r.Order, r.Amount.String(), row.At.Row}
	}
}
