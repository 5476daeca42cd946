package store

import (
	"context"
	"fmt"
)

// Reach asks whether the database answers.
func (s *Store) Reach(ctx context.Context) error {
	if err := s.reg.PingContext(ctx); err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	return nil
}
