package doctor

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"

	"wederhoor/internal/config"
	"wederhoor/internal/files"
)

// files looks whether a bucket does what is asked of it: it keeps a file of our own,
// gives it back, forgets it, and keeps no older versions.
func (d *doctor) files(ctx context.Context) {
	at, err := config.Files(d.Files)
	if err != nil {
		d.bad(said{"Verbeter de instelling --files.", "Mend the setting --files."}, said{"bestanden: %v", "files: %v"}, err)
		return
	}
	if !at.IsBucket() {
		d.skip(said{"bestanden liggen in een map; geen bucket ingesteld", "files lie in a folder; no bucket set"})
		return
	}
	place, err := at.Open()
	if err == nil {
		defer func() { _ = place.Close() }()
		err = place.Fits(ctx)
	}
	if err != nil {
		d.bad(mendFiles(err), said{"bucket %s: %v", "bucket %s: %v"}, at, why(err))
		return
	}
	d.good(said{"bucket %s: bereikbaar in regio %s, bewaart geen oudere versies", "bucket %s: reachable in region %s, keeps no older versions"}, at, at.Region)
	step, err := tryOut(ctx, place)
	if err != nil {
		d.bad(mendFiles(err), said{"bucket %s: %s lukt niet: %v", "bucket %s: %s does not work: %v"}, at, d.in(step), why(err))
		return
	}
	d.good(said{"bucket: schrijven, lezen en wissen lukt", "bucket: writing, reading and deleting work"})
}

var errNotTheSame = errors.New("what came back is not what was kept")

// tryOut keeps a file, reads it and removes it; step is what did not work.
func tryOut(ctx context.Context, place files.Place) (step said, err error) {
	name, content := "doctor-"+rand.Text(), []byte(rand.Text())
	step = said{"schrijven", "writing"}
	w, err := place.Create(name)
	if err == nil {
		_, err = w.Write(content)
	}
	if err == nil {
		err = w.Commit()
	}
	if err != nil {
		return step, err
	}
	back := make([]byte, len(content))
	err = place.Read(ctx, name, back, 0)
	if err == nil && !bytes.Equal(back, content) {
		err = errNotTheSame
	}
	if err != nil {
		return said{"lezen", "reading"}, errors.Join(err, place.Remove(ctx, name))
	}
	step = said{"wissen", "deleting"}
	if err := place.Remove(ctx, name); err != nil {
		return step, err
	}
	return step, nil
}

// troubles say what to do about each. The words of the server itself are left out of
// the report: they are in the log of who runs it.
var troubles = []struct {
	err error
	do  said
}{
	{files.ErrKey, said{"Kijk KEY en SECRET na in --files.", "Check KEY and SECRET in --files."}},
	{files.ErrDenied, said{"Geef de sleutel in deze bucket de rechten GetObject, PutObject, DeleteObject, ListBucket, AbortMultipartUpload, ListBucketMultipartUploads en GetBucketVersioning.",
		"Let the key do GetObject, PutObject, DeleteObject, ListBucket, AbortMultipartUpload, ListBucketMultipartUploads and GetBucketVersioning in this bucket."}},
	{files.ErrNoBucket, said{"Maak de bucket, zonder versies.", "Make the bucket, without versioning."}},
	{files.ErrClock, said{"Laat iets de klok gelijk zetten (chrony, systemd-timesyncd).", "Let something keep the clock right (chrony, systemd-timesyncd)."}},
	{files.ErrRegion, said{"Zet de regio in --files (?region=…).", "Put the region in --files (?region=…)."}},
	{files.ErrKeeps, said{"Neem een bucket die nooit versies had.", "Take a bucket that never had versioning."}},
	{files.ErrRefused, said{"Kijk in het logboek van de bucket.", "Look at the log of the bucket."}},
}

func mendFiles(err error) said {
	for _, t := range troubles {
		if errors.Is(err, t.err) {
			return t.do
		}
	}
	return said{"Kijk of host en poort kloppen en of de bucket draait.", "See whether host and port are right and the bucket runs."}
}

func why(err error) error {
	for _, t := range troubles {
		if errors.Is(err, t.err) {
			return t.err
		}
	}
	if errors.Is(err, files.ErrAway) {
		return files.ErrAway
	}
	return err
}
