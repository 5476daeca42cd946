package vault

import (
	"fmt"
	"io"
	"log/slog"
)

const codeSize = 16 // 15 symbols of 5 bits, and the check

// Code is a receipt code, normalised to 16 symbols. Whoever has it sees the
// state of the complaint, so logs and fmt show "[code]"; use [Code.Display]
// for people and string(code) for [MAC].
type Code string

// NewCode makes the code for a submission. The same submission has the same
// code, so that a form sent twice shows one code without storing it. 75 bits
// keep guessing over the network hopeless; stored codes need a keyed [MAC].
func NewCode(k Key, submission []byte) Code {
	return Code(spell(MAC(k, "receipt-gen", submission)[:codeSize-1]))
}

// NewCheck makes the code by which a proof is known as ours: 75 bits of its MAC,
// which only who holds the key can make. It opens nothing.
func NewCheck(k Key, proof []byte) Code {
	return Code(spell(MAC(k, "receipt-check", proof)[:codeSize-1]))
}

// NewSideCode makes the code of a letter to whom a complaint is about. Like the
// receipt code it is stored nowhere, and it opens nothing that one opens.
func NewSideCode(k Key, letter []byte) Code {
	return Code(spell(MAC(k, "side-gen", letter)[:codeSize-1]))
}

// ParseCode reads what someone typed. The error is a *[CodeLengthError] or
// [ErrCodeCheck].
func ParseCode(s string) (Code, error) {
	symbols, err := read(s, codeSize)
	return Code(symbols), err
}

// Display is the code in groups of four.
func (c Code) Display() string { return inFours(string(c)) }

const hiddenCode = "[code]"

// LogValue hides the code from log/slog.
func (c Code) LogValue() slog.Value { return slog.StringValue(hiddenCode) }

// Format hides the code from every verb.
func (c Code) Format(f fmt.State, _ rune) { io.WriteString(f, hiddenCode) }
