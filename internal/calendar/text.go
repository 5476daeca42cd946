package calendar

import "fmt"

// MarshalText is the ISO form, "" for no date. Years that need more than four
// digits are refused, because [Parse] could not read them back.
func (d Date) MarshalText() ([]byte, error) {
	if d.year < 0 || d.year > 9999 {
		return nil, fmt.Errorf("calendar: year %d cannot be written", d.year)
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what MarshalText wrote; "" is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// MarshalText is "" for no term. A length [ParseLength] would refuse is an
// error, so that a stored procedure can always be read back.
func (l Length) MarshalText() ([]byte, error) {
	if _, err := ParseLength(l.String()); err != nil {
		return nil, err
	}
	return []byte(l.String()), nil
}

// UnmarshalText reads what MarshalText wrote; "" is no term.
func (l *Length) UnmarshalText(text []byte) error {
	parsed, err := ParseLength(string(text))
	if err != nil {
		return err
	}
	*l = parsed
	return nil
}
