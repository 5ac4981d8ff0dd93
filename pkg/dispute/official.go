package dispute

// OfficialKind says what an office answered.
type OfficialKind string

// The answers that the procedure of a complaint knows: 市场监督管理投诉举报处理办法
// and the documents that go with it.
const (
	Accepted        OfficialKind = "accepted"         // 受理决定书
	NotAccepted     OfficialKind = "not-accepted"     // 不予受理决定书
	MediationNotice OfficialKind = "mediation-notice" // 调解通知书
	MediationEnded  OfficialKind = "mediation-ended"  // 终止调解决定书
	Mediated        OfficialKind = "mediated"         // 调解书
	ReportResult    OfficialKind = "report-result"    // 举报处理结果告知书
	IdentityRequest OfficialKind = "identity-request" // 限期提供身份证明材料通知书
	OtherAnswer     OfficialKind = "other"
)

// OfficialKinds lists every kind in the order in which help shows them.
func OfficialKinds() []OfficialKind {
	return []OfficialKind{Accepted, NotAccepted, MediationNotice, MediationEnded, Mediated, ReportResult, IdentityRequest, OtherAnswer}
}

// Official is what the user said of an evidence that is an office's answer.
type Official struct {
	Kind      OfficialKind
	On        When   // the day the paper bears
	Received  When   // the day it came, where the user said so
	Office    string // who answered, as the paper writes it
	Reference string // its number: 〔2026〕第12号
}
