package calendar

import (
	"fmt"
	"regexp"
	"strconv"
)

// Unit is what a [Length] is counted in.
type Unit string

// Units of a length.
const (
	WorkingDays Unit = "wd" // Saturdays, Sundays and holidays do not count
	Days        Unit = "d"  // calendar days
	Weeks       Unit = "w"  // same weekday
	Months      Unit = "m"  // same day of the month, or its last day
	Years       Unit = "y"  // same day; 29 February becomes 28
)

// Length is the length of a term, such as one week. The zero value means that
// there is no term.
type Length struct {
	N    int
	Unit Unit
}

// Four digits are 27 years in days; more is a typing error, not a term.
var lengthForm = regexp.MustCompile(`^([1-9][0-9]{0,3})(wd|d|w|m|y)$`)

// ParseLength reads "1wd", "5d", "6w", "2m" or "1y"; "" is no term. "0d" is
// refused: it could mean both "no term" and "today".
func ParseLength(s string) (Length, error) {
	if s == "" {
		return Length{}, nil
	}
	parts := lengthForm.FindStringSubmatch(s)
	if parts == nil {
		return Length{}, fmt.Errorf("calendar: %q is not a length such as 1wd, 5d, 6w, 2m or 1y", s)
	}
	n, err := strconv.Atoi(parts[1])
	return Length{N: n, Unit: Unit(parts[2])}, err
}

// IsZero reports "no term".
func (l Length) IsZero() bool { return l.N <= 0 }

// String is the form that ParseLength reads, "" for no term.
func (l Length) String() string {
	if l.IsZero() {
		return ""
	}
	return strconv.Itoa(l.N) + string(l.Unit)
}
