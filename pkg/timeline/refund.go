package timeline

import (
	"strings"

	"complain/pkg/dispute"
)

// LinkRefunds finds for each refund record the record of the payment it gives
// back: in the same evidence, by the numbers the file itself repeats. A refund
// whose numbers fit several payments, or none, is not linked.
//
//   - Alipay writes a refund's number as the payment's with "_" or "*" and a
//     suffix, and repeats the merchant's number.
//   - WeChat Pay repeats the merchant's number.
//   - PayPal names the payment's own number as the reference of its refund,
//     which is read as the refund's merchant number.
func LinkRefunds(records []dispute.Record) map[int64]int64 {
	type key struct {
		evidence dispute.EvidenceID
		number   string
	}
	byOrder := map[key][]int64{}
	byMerchant := map[key][]int64{}
	for i := range records {
		r := &records[i]
		if r.Kind != dispute.Transaction || r.Refund {
			continue
		}
		if r.Order != "" {
			byOrder[key{r.Evidence, r.Order}] = append(byOrder[key{r.Evidence, r.Order}], r.ID)
		}
		if r.Merchant != "" {
			byMerchant[key{r.Evidence, r.Merchant}] = append(byMerchant[key{r.Evidence, r.Merchant}], r.ID)
		}
	}
	links := map[int64]int64{}
	for i := range records {
		r := &records[i]
		if r.Kind != dispute.Transaction || !r.Refund {
			continue
		}
		number := r.Order
		if cut := strings.IndexAny(number, "_*"); cut > 0 {
			number = number[:cut]
		}
		for _, found := range [][]int64{byOrder[key{r.Evidence, number}], byOrder[key{r.Evidence, r.Merchant}], byMerchant[key{r.Evidence, r.Merchant}]} {
			if len(found) == 1 {
				links[r.ID] = found[0]
				break
			}
		}
	}
	return links
}
