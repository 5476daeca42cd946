package metrics

import (
	"strconv"
	"sync"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"wederhoor/internal/complaint"
)

// Upper bounds in seconds. A page is promised within a tenth, a durable commit takes
// milliseconds on a good disk, and what is beyond the last is a fault.
var (
	answerBounds = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10}
	commitBounds = []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5}
	batchBounds  = []float64{1, 2, 4, 8, 16, 32, 64}
)

// counts are the numbers that are counted as things happen.
type counts struct {
	set    *metrics.Set
	routes *sync.Map // of which all classes are there
	commit *metrics.PrometheusHistogram
	batch  *metrics.PrometheusHistogram
}

func newCounts() counts {
	set := metrics.NewSet()
	c := counts{set: set, routes: new(sync.Map),
		commit: set.NewPrometheusHistogramExt("wederhoor_commit_seconds", commitBounds),
		batch:  set.NewPrometheusHistogramExt("wederhoor_commit_acts", batchBounds)}
	c.known("none")
	return c
}

// known makes the counters of a route: one that is not there yet hides its first count.
func (c *counts) known(route string) {
	if _, there := c.routes.LoadOrStore(route, true); there {
		return
	}
	for class := 2; class <= 5; class++ {
		c.set.GetOrCreateCounter(requestsOf(route, class*100))
	}
}

func requestsOf(route string, status int) string {
	return series("wederhoor_http_requests_total", "route", route, "class", strconv.Itoa(status/100)+"xx")
}

// Answered counts one answer, by the pattern of its address.
func (c *counts) Answered(route string, status int, took time.Duration) {
	c.known(route)
	c.set.GetOrCreateCounter(requestsOf(route, status)).Inc()
	c.set.GetOrCreatePrometheusHistogramExt(series("wederhoor_http_request_seconds", "route", route), answerBounds).Update(took.Seconds())
}

// Committed counts one durable transaction with the acts that shared it.
func (c *counts) Committed(acts int, took time.Duration) {
	c.commit.Update(took.Seconds())
	c.batch.Update(float64(acts))
}

// Recorded counts an event by its kind: how often, and never of which complaint.
func (c *counts) Recorded(kind complaint.Kind) {
	c.set.GetOrCreateCounter(series("wederhoor_events_total", "kind", string(kind))).Inc()
}
