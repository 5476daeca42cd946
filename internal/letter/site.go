package letter

import (
	"net/url"
	"strings"
)

// siteName is the site as people type it: without scheme, without last slash.
func siteName(site string) string {
	_, after, found := strings.Cut(site, "://")
	if found {
		site = after
	}
	return strings.TrimRight(site, "/")
}

// siteURL is the site as a link; nil when it cannot be one.
func siteURL(site string) *url.URL {
	if site == "" {
		return nil
	}
	if !strings.Contains(site, "://") {
		site = "https://" + site
	}
	u, err := url.Parse(site)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return nil
	}
	return u
}

// address is a link as text; "" when it is not one of http.
func address(link string) string {
	if u := siteURL(line(link)); u != nil {
		return u.String()
	}
	return ""
}

// sameSite is the link in text when it is nothing but an address on this site.
func sameSite(site *url.URL, text string) (string, bool) {
	if site == nil || !strings.Contains(text, "://") || strings.ContainsAny(text, " \n") {
		return "", false
	}
	u := siteURL(text)
	if u == nil || u.Scheme != site.Scheme || u.Host != site.Host {
		return "", false
	}
	return u.String(), true
}
