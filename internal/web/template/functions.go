package template

import (
	"fmt"
	htmltemplate "html/template"
	"regexp"
	"strings"

	"wederhoor/internal/web/static"
)

// functions is what a template can call besides the fields of its page.
var functions = htmltemplate.FuncMap{
	"icon": icon, "static": static.URL, "bold": bold, "marked": marked, "paras": paras, "lines": lines, "digits": digits, "site": site,
	"ask": ask, "hint": hint, "opt": opt, "auto": auto, "class": class, "placeholder": placeholder,
	"rows": rows, "from": from, "only": only, "bounds": bounds, "mode": mode, "suggest": suggest, "numbered": numbered, "wrong": wrong,
	"choose": choose, "days": daysBlocks, "count": count, "inc": inc, "number": number,
	"letter": letterWith, "report": reportWith, "settings": settingsMenu, "evaluations": evaluationViews,
}

// bold fills the %s of a sentence with words in bold that do not break.
func bold(format string, words ...string) htmltemplate.HTML {
	args := make([]any, len(words))
	for i, w := range words {
		args[i] = `<b class="nowrap">` + htmltemplate.HTMLEscapeString(w) + `</b>`
	}
	return htmltemplate.HTML(fmt.Sprintf(htmltemplate.HTMLEscapeString(format), args...)) //nolint:gosec // all parts escaped above
}

var blankLines = regexp.MustCompile(`\n[ \t]*\n\s*`)

// paras splits a text at its empty lines.
func paras(text string) []string {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if text == "" {
		return nil
	}
	return blankLines.Split(text, -1)
}

// digits is a phone number as a tel: link wants it.
func digits(phone string) string {
	return strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone)
}

// site is a web address as people read it.
func site(url string) string {
	url = strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://")
	return strings.TrimSuffix(url, "/")
}

// count counts to n, for as many boxes as that.
func count(n int) []struct{} { return make([]struct{}, max(n, 0)) }

var numbersNL = []string{"geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"}

// number is a Dutch number in words, up to twelve.
func number(n int) string {
	if n >= 0 && n < len(numbersNL) {
		return numbersNL[n]
	}
	return fmt.Sprint(n)
}

func inc(i int) int { return i + 1 }

// lines is a text line by line.
func lines(text string) []string { return strings.Split(text, "\n") }

// marked draws the **strong** parts of a letter. The letter's own words carry the
// marks; what people typed had theirs taken out when the letter was written.
func marked(text string) htmltemplate.HTML {
	var b strings.Builder
	for i, part := range strings.Split(text, "**") {
		escaped := htmltemplate.HTMLEscapeString(part)
		if i%2 == 1 {
			escaped = "<strong>" + escaped + "</strong>"
		}
		b.WriteString(escaped)
	}
	return htmltemplate.HTML(b.String()) //nolint:gosec // all parts escaped above
}
