// Package amazon reads the order history and the refunds out of the archive
// that Amazon sends its users who ask for their data.
//
// It promises one record a row, as the files have one row an item, and amounts
// as they stand, with the literal apostrophes taken off. It forbids adding up
// what repeats in every row of a shipment: the amount of a row is its total.
// How tables are read stands in package tabular.
package amazon

import (
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/tabular"
)

// Bill reads Amazon's order history and refunds.
func Bill() *tabular.Bill {
	return &tabular.Bill{
		Family:  "amazon",
		Edition: 5,
		Title:   dispute.Words{"en": "Amazon order history", "zh": "亚马逊订单记录"},
		Source:  dispute.Words{"en": "order data sent by Amazon", "zh": "亚马逊提供的订单数据"},
		App:     dispute.Words{"en": "Amazon", "zh": "亚马逊"},
		Layouts: layouts(),
		Objects: true,
		Files:   []string{"Retail.OrderHistory", "Retail.OrdersReturned.Payments"},
		Export:  dispute.Say("amazon.export"),
	}
}

// layouts lists what Amazon has written. The present files are called "Order
// History.csv" and "Refund Details.csv", names that others could have too.
func layouts() []tabular.Layout {
	orders := tabular.Layout{
		Variant: "orders",
		Name:    dispute.Words{"en": "orders", "zh": "订单"},
		Form:    tabular.CSV,
		Header: []string{"ASIN", "Billing Address", "Carrier Name & Tracking Number", "Currency", "Gift Message",
			"Gift Recipient Contact", "Gift Sender Name", "Item Serial Number", "Order Date", "Order ID", "Order Status",
			"Original Quantity", "Payment Method Type", "Product Condition", "Product Name", "Purchase Order Number",
			"Ship Date", "Shipment Item Subtotal", "Shipment Item Subtotal Tax", "Shipment Status", "Shipping Address",
			"Shipping Charge", "Shipping Option", "Total Amount", "Total Discounts", "Unit Price", "Unit Price Tax", "Website"},
		Required: []string{"ASIN", "Order ID", "Order Date", "Currency", "Product Name", "Total Amount"},
		Columns: map[tabular.Role][]string{
			tabular.Time: {"Order Date"}, tabular.Who: {"Website"}, tabular.Text: {"Product Name"},
			tabular.Amount: {"Total Amount"}, tabular.Currency: {"Currency"}, tabular.Status: {"Order Status"},
			tabular.Type: {"Shipment Status"}, tabular.Order: {"Order ID"},
		},
		Dates:   tabular.Instant,
		Zone:    time.UTC,
		Nothing: []string{"Not Available", "Not Applicable", "N/A"},
		Always:  dispute.Out,
		// What is authorised was ordered, and is charged when it is sent.
		Unmoved: []tabular.Sign{{Role: tabular.Status, Equal: "Cancelled"}, {Role: tabular.Status, Equal: "Canceled"}},
		States:  tabular.StatesGiven,
	}

	// Until 2025: Retail.OrderHistory.1.csv. From other programs' readers.
	older := orders
	older.Variant = "orders-older"
	older.Name = dispute.Words{"en": "orders, until 2025", "zh": "订单，2025 年以前"}
	older.Header = []string{"Website", "Order ID", "Order Date", "Purchase Order Number", "Currency", "Unit Price",
		"Unit Price Tax", "Shipping Charge", "Total Discounts", "Total Owed", "Shipment Item Subtotal",
		"Shipment Item Subtotal Tax", "ASIN", "Product Condition", "Quantity", "Payment Instrument Type", "Order Status",
		"Shipment Status", "Ship Date", "Shipping Option", "Shipping Address", "Billing Address",
		"Carrier Name & Tracking Number", "Product Name", "Gift Message", "Gift Sender Name",
		"Gift Recipient Contact Details"}
	older.Required = []string{"ASIN", "Order ID", "Order Date", "Currency", "Product Name", "Total Owed"}
	older.Columns = map[tabular.Role][]string{
		tabular.Time: {"Order Date"}, tabular.Who: {"Website"}, tabular.Text: {"Product Name"},
		tabular.Amount: {"Total Owed"}, tabular.Currency: {"Currency"}, tabular.Status: {"Order Status"},
		tabular.Type: {"Shipment Status"}, tabular.Order: {"Order ID"},
	}

	// Refund Details.csv. From other programs' readers, which agree.
	refunds := orders
	refunds.Variant = "refunds"
	refunds.Name = dispute.Words{"en": "refunds", "zh": "退款"}
	refunds.Header = []string{"Creation Date", "Currency", "Direct Debit Refund Amount", "Disbursement Type", "Order ID",
		"Payment Status", "Quantity", "Refund Amount", "Refund Date", "Reversal Amount State", "Reversal Reason",
		"Reversal Status", "Website"}
	refunds.Required = []string{"Currency", "Order ID", "Refund Amount", "Refund Date", "Reversal Reason"}
	refunds.Columns = map[tabular.Role][]string{
		tabular.Time: {"Refund Date", "Creation Date"}, tabular.Who: {"Website"}, tabular.Text: {"Reversal Reason"},
		tabular.Amount: {"Refund Amount"}, tabular.Currency: {"Currency"}, tabular.Status: {"Payment Status", "Reversal Status"},
		tabular.Type: {"Disbursement Type"}, tabular.Order: {"Order ID"},
	}
	refunds.Undated, refunds.Refunds, refunds.Always, refunds.Unmoved = true, true, dispute.In, nil
	refunds.States = tabular.StatesKnown

	// Retail.OrdersReturned.Payments.1.csv. From other programs' readers.
	olderRefunds := refunds
	olderRefunds.Variant = "refunds-older"
	olderRefunds.Name = dispute.Words{"en": "refunds, until 2025", "zh": "退款，2025 年以前"}
	olderRefunds.Header = []string{"OrderID", "ReversalID", "RefundCompletionDate", "Currency", "AmountRefunded", "Status",
		"DisbursementType"}
	olderRefunds.Required = []string{"OrderID", "RefundCompletionDate", "Currency", "AmountRefunded"}
	olderRefunds.Columns = map[tabular.Role][]string{
		tabular.Time: {"RefundCompletionDate"}, tabular.Amount: {"AmountRefunded"}, tabular.Currency: {"Currency"},
		tabular.Status: {"Status"}, tabular.Type: {"DisbursementType"}, tabular.Text: {"DisbursementType"},
		tabular.Order: {"OrderID"}, tabular.Merchant: {"ReversalID"},
	}
	return []tabular.Layout{orders, older, refunds, olderRefunds}
}
