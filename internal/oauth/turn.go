package oauth

import "sync"

// queue is what the sources of one file share.
type queue struct {
	sync.Mutex
	// unsaved is the content with a rotated refresh token that could not be
	// written. The old one is worthless by then, so it is kept and tried again.
	unsaved *content
}

var queues struct {
	sync.Mutex
	of map[string]*queue
}

func turn(file string) *queue {
	queues.Lock()
	defer queues.Unlock()
	if queues.of == nil {
		queues.of = map[string]*queue{}
	}
	if queues.of[file] == nil {
		queues.of[file] = new(queue)
	}
	return queues.of[file]
}

// newest is the file, or what should have been in it.
func (q *queue) newest(file string) (content, error) {
	if q.unsaved == nil {
		return read(file)
	}
	if err := write(file, *q.unsaved); err != nil {
		return content{}, err
	}
	c := *q.unsaved
	q.unsaved = nil
	return c, nil
}

// keep writes a refresh token back when the server gave a new one.
func (q *queue) keep(file string, c content, refresh string) error {
	if refresh == c.RefreshToken || refresh == "" {
		return nil
	}
	c.RefreshToken = refresh
	if err := write(file, c); err != nil {
		q.unsaved = &c
		return err
	}
	return nil
}
