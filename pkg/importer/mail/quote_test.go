package mail

import (
	"slices"
	"strings"
	"testing"
)

// What a mail program puts above what is answered, in the languages of its users.
func TestMarkQuoted(t *testing.T) {
	const said, theirs = "We will refund 199 EUR.", "You owe me 199 EUR, you agreed."
	for _, above := range []string{
		"-----邮件原件-----\n发件人: 小满 <man@example.org>\n发送时间: 2026年3月4日 10:00\n收件人: care\n主题: 订单\n",
		"发件人：小满\n日　期：2026年03月04日 10:00\n收件人：care\n主　题：订单\n",
		"原始邮件\n发件人：小满 <man@example.org>\n",
		"---- 回复的原邮件 ----\n发件人 小满<man@example.org>\n",
		"在 2026-03-04 10:00:00，\"小满\" <man@example.org> 写道：",
		"小满 <man@example.org> 于2026年3月4日周三 10:00写道：\n",
		"At 2026-03-04 10:00:00, \"小满\" <man@example.org> wrote:",
		"On Wed, Mar 4, 2026 at 10:00 AM Xiao Man <man@example.org> wrote:\n",
		"On Wed, Mar 4, 2026 at 10:00 AM Xiao Man\n<man@example.org> wrote:\n",
		"________________________________\nFrom: Xiao Man <man@example.org>\nSent: Wednesday\nTo: care\nSubject: Order\n",
		"*From:* Xiao Man\n*Sent:* Wednesday\n*To:* care\n*Subject:* Order\n",
		"Begin forwarded message:\n",
		"Am Mi., 4. März 2026 um 10:00 Uhr schrieb Xiao Man <man@example.org>:\n",
		"Gesendet: Mittwoch, 4. März 2026\nVon: Xiao Man\nAn: care\nBetreff: Order",
		"4. März 2026, 10:00 von man@example.org:\n",
		"Le mer. 4 mars 2026 à 10:00, Xiao Man <man@example.org> a écrit :\n",
		"El mié, 4 mar 2026 a las 10:00, Xiao Man (<man@example.org>) escribió:\n",
		"Em qua., 4 de mar. de 2026 às 10:00, Xiao Man <man@example.org> escreveu:\n",
		"Il giorno mer 4 mar 2026 alle ore 10:00 Xiao Man <man@example.org> ha scritto:\n",
		"Op wo 4 mrt 2026 om 10:00 schreef Xiao Man <man@example.org>:\n",
		"ср, 4 мар. 2026 г. в 10:00, Xiao Man <man@example.org>:\n",
		"04.03.2026, 10:00, \"Xiao Man\" <man@example.org>:",
		"2026年3月4日(水) 10:00 Xiao Man <man@example.org>:\n",
		"2026년 3월 4일 (수) 오전 10:00, Xiao Man <man@example.org>님이 작성:\n",
		"-----원본 메시지-----\n보낸 사람: Xiao Man\n받는 사람: care\n제목: 주문\n",
	} {
		text, _ := markQuoted(said + "\n\n" + above + "\n" + theirs + "\n")
		lines := strings.Split(text, "\n")
		if !slices.Contains(lines, said) || !slices.Contains(lines, "> "+theirs) {
			t.Errorf("below %q:\n%s", above, text)
		}
	}
}

// What the program marked stays as it is, and so does what only looks like a head.
func TestMarkQuotedLeaves(t *testing.T) {
	for _, text := range []string{
		"On Wed, Mar 4, 2026 at 10:00 AM Xiao Man <man@example.org> wrote:\n> You owe me 199 EUR.\n\nWe will refund.",
		"On Wed, Mar 4, 2026 at 10:00 AM Xiao Man\n<man@example.org> wrote:\n\n> You owe me 199 EUR.\n\nWe will refund.",
		"发件人：海港鞋店\n收件人：小满\n日期：2026年3月4日\n您的包裹已发出。",
		"You wrote: refund me. We will.\nDate: 4 March\nSubject to change.",
		"Our hours at 10:00:\nplease call.",
		"The original message was lost.\nPlease send it again.",
	} {
		if got, guessed := markQuoted(text); got != text || guessed != "" {
			t.Errorf("%q became\n%s\n%s", text, got, guessed)
		}
	}
}
