// Package static holds the stylesheet, the script and the fonts of the pages,
// and serves each under a name with the hash of its contents, so that browsers
// may keep it for ever. It knows nothing about pages or complaints.
package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"path"
	"strings"
	"sync"
)

// Prefix is where Handler is mounted.
const Prefix = "/static/"

//go:embed assets
var files embed.FS

// asset is one file as it is sent.
type asset struct {
	body, zipped []byte
	contentType  string
}

// library is every asset by the name it is served under, and that name by the
// name it has in the source.
type library struct {
	served map[string]asset
	hashed map[string]string
}

// shelf is filled once, when the first page or file is asked for. The files are
// part of the binary, so a failure is a mistake in the build.
var shelf = sync.OnceValue(func() library {
	l, err := fill(files)
	if err != nil {
		panic("static: " + err.Error())
	}
	return l
})

// URL is the address of an asset, such as "/static/wederhoor.3f2a9c01.css" for
// "wederhoor.css". An unknown name is a mistake in a template and panics; the
// template tests execute every page.
func URL(name string) string {
	hashed, ok := shelf().hashed[name]
	if !ok {
		panic("static: no file " + name)
	}
	return Prefix + hashed
}

func fill(from fs.FS) (library, error) {
	l := library{served: map[string]asset{}, hashed: map[string]string{}}
	var styles []string
	err := fs.WalkDir(from, "assets", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name := strings.TrimPrefix(file, "assets/")
		if path.Ext(name) == ".css" { // after the fonts it names
			styles = append(styles, name)
			return nil
		}
		return l.put(from, name)
	})
	for _, name := range styles {
		if err == nil {
			err = l.put(from, name)
		}
	}
	return l, err
}

func (l library) put(from fs.FS, name string) error {
	body, err := fs.ReadFile(from, "assets/"+name)
	if err != nil {
		return err
	}
	ext := path.Ext(name)
	a := asset{body: body, contentType: typeOf(ext)}
	if ext == ".css" {
		a.body = l.rewrite(body)
	}
	if ext == ".css" || ext == ".js" {
		a.zipped = squeeze(a.body)
	}
	sum := sha256.Sum256(a.body)
	hashed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
	l.served[hashed], l.hashed[name] = a, hashed
	return nil
}

// rewrite points url(fonts/…) in a stylesheet at the hashed names.
func (l library) rewrite(css []byte) []byte {
	for name, hashed := range l.hashed {
		css = bytes.ReplaceAll(css, []byte("url("+name+")"), []byte("url("+hashed+")"))
	}
	return css
}

func squeeze(body []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write(body) //nolint:errcheck // a bytes.Buffer never fails
	w.Close()     //nolint:errcheck // see above
	return b.Bytes()
}

// typeOf does not ask the machine, whose table may lack fonts.
func typeOf(ext string) string {
	switch ext {
	case ".woff2":
		return "font/woff2"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	return mime.TypeByExtension(ext)
}
