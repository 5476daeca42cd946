package template

// ReceiptCheck says whether a receipt on paper is true: GET and POST /receipt-check.
type ReceiptCheck struct {
	Public
	FormKey
	Number, Check Field
	FiledOn       string // it is true, and this is the day
	Untrue        bool
}

func (ReceiptCheck) markup() (string, string) { return layoutPublic, "receipt_check" }
