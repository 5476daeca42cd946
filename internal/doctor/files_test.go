package doctor_test

import (
	"net/http"
	"strings"
	"testing"

	"wederhoor/internal/doctor"
	"wederhoor/internal/testkit"
)

// TestABucket that is in order, and each way in which one is not.
func TestABucket(t *testing.T) {
	b := testkit.Bucket(t)
	good := b.Setting("")
	text, _ := look(t, doctor.Settings{Files: good})
	wants(t, text, "✓ bucket s3://"+b.Host+"/"+b.Bucket+": bereikbaar in regio us-east-1, bewaart geen oudere versies", "✓ bucket: schrijven, lezen en wissen lukt")
	if b.Versions(t) != 0 {
		t.Error("it left something behind")
	}
	between := testkit.NewBetween(t, b.Host)
	between.Do(func(r *http.Request) testkit.Fault { return testkit.Fault{Away: r.Method == http.MethodPut} })
	bad := map[string]string{
		strings.Replace(good, testkit.S3Secret, "iets-anders", 1): "the bucket does not know this key and secret. Kijk KEY en SECRET na",
		strings.Replace(good, b.Bucket, "er-is-er-geen", 1):       "there is no such bucket. Maak de bucket, zonder versies.",
		good + "&region=eu-mars-1":                                "the bucket is in another region. Zet de regio",
		b.Setting("127.0.0.1:1") + "&wait=1s":                     "the bucket does not answer. Kijk of host",
		b.Setting(between.Host) + "&wait=2s":                      "schrijven lukt niet: the bucket does not answer",
		"s3://iemand":                                             "Verbeter de instelling --files.",
	}
	for setting, want := range bad {
		if text, wrong := look(t, doctor.Settings{Files: setting}); wrong != 1 || !strings.Contains(text, want) {
			t.Errorf("%d wrong, and no %q in\n%s", wrong, want, text)
		}
	}
	b.KeepVersions(t)
	if text, wrong := look(t, doctor.Settings{Files: good, Lang: "en"}); wrong != 1 || !strings.Contains(text, "Take a bucket that never had versioning.") {
		t.Errorf("%d wrong\n%s", wrong, text)
	}
}
