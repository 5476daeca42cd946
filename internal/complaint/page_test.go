package complaint_test

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestThePageNamesEveryKindAndField: docs/event-log.md is a promise, so it cannot
// fall behind: a row per kind, with each field under the sheet it is sealed in.
func TestThePageNamesEveryKindAndField(t *testing.T) {
	page, err := os.ReadFile("../../docs/event-log.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]string{}
	for _, line := range strings.Split(string(page), "\n") {
		if cells := strings.Split(line, "|"); len(cells) == 6 {
			rows[strings.Trim(cells[1], " `")] = cells[2:5]
		}
	}
	column := map[string]int{"": 0, "case": 1, "identity": 2}
	for _, k := range storedKinds(t) {
		cells, ok := rows[string(k)]
		if !ok {
			t.Errorf("docs/event-log.md has no row for %s", k)
			continue
		}
		typ, named := reflect.TypeOf(meaning[string(k)]), 0
		for i := range typ.NumField() {
			if f := typ.Field(i); !strings.Contains(cells[column[f.Tag.Get("in")]], "`"+f.Name+"`") {
				t.Errorf("docs/event-log.md: %s does not say where %s is sealed", k, f.Name)
			}
		}
		for _, c := range cells {
			named += strings.Count(c, "`") / 2
		}
		if named != typ.NumField() {
			t.Errorf("docs/event-log.md: %s has %d fields, the page names %d", k, typ.NumField(), named)
		}
	}
}
