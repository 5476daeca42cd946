package inmail_test

import "testing"

func TestHTML(t *testing.T) {
	for raw, want := range map[string]string{
		"<p>een</p><p>twee</p>":                                       "een\n\ntwee",
		"een<br>twee<br/><br>drie":                                    "een\ntwee\n\ndrie",
		"<div>een</div>\r\n<div>twee &amp; drie</div>":                "een\ntwee & drie",
		"een <b>vet</b>  en\n<i>schuin</i>!":                          "een vet en schuin!",
		"<ul><li>een<li>twee</ul>":                                    "- een\n- twee",
		"<table><tr><td>naam<td>Sanne<tr><td>dag<td>ma</table>":       "naam Sanne\ndag ma",
		"<blockquote>eerder<br>gezegd</blockquote>nu":                 "> eerder\n> gezegd\n\nnu",
		"<style>p{color:red}</style><SCRIPT>alert('<p>')</SCRIPT>een": "een",
		"<head><title>weg</title></head><body>een":                    "een",
		"een<!-- weg <p> -->twee":                                     "eentwee",
		"een<!-- nooit dicht":                                         "een nooit dicht",
		"1 < 2 en 3 > 2":                                              "1 < 2 en 3 > 2",
		`<a title="a > b" href="https://x.test/">hier</a>`:            "hier <https://x.test/>",
		`<a href="https://x.test/">x.test of https://x.test</a>`:      "x.test of https://x.test",
		`<a href="javascript:alert(1)">klik</a>`:                      "klik",
		`<a data-href="https://y.test" href=https://x.test>klik</a>`:  "klik <https://x.test>",
		`<img src="x" alt="grafiek &amp; uitleg"> onder`:              "[grafiek & uitleg] onder",
		"<pre>a\n  b\n\nc</pre>":                                      "a\n  b\n\nc",
		"een <a this was cut off":                                     "een <a this was cut off",
		"&eacute;&#233;&nbsp;n":                                       "éé n",
		"&lt;script&gt;":                                              "<script>",
	} {
		if got := text("From: a@b.test\r\nContent-Type: text/html\r\n\r\n" + raw).Text; got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
}
