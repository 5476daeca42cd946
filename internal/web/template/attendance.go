package template

// Attendance asks how many took part in a year.
type Attendance struct {
	Staff
	FormKey
	Year  int
	Years []Link
	Rows  []AttendanceRow
}

// AttendanceRow is one service; posted as participants_ and days_ with its number.
type AttendanceRow struct {
	Name               string
	Number             int
	Participants, Days Field
}

func (Attendance) markup() (string, string) { return layoutStaff, "attendance" }
