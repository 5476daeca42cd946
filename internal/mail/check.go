package mail

import "context"

// Check connects, encrypts and signs in as Send does, and offers no mail. The
// outcome is Accepted, or says what stopped it.
func (s *Server) Check(ctx context.Context) Outcome {
	whole, cancel := context.WithTimeout(ctx, s.wait.whole)
	defer cancel()
	c, o := s.connect(whole)
	if c == nil {
		return o
	}
	c.quit()
	c.close()
	return Outcome{State: Accepted, Code: 250}
}
