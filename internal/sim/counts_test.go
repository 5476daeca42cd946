package sim

import "fmt"

type counts struct {
	lives, steps, acknowledged, refused, unavailable, faults, cuts, kills, mails, checks, lost, failed int
}

func (c *counts) add(o counts) {
	c.lives, c.steps, c.acknowledged, c.refused = c.lives+1, c.steps+o.steps, c.acknowledged+o.acknowledged, c.refused+o.refused
	c.unavailable, c.faults, c.cuts, c.kills = c.unavailable+o.unavailable, c.faults+o.faults, c.cuts+o.cuts, c.kills+o.kills
	c.mails, c.checks, c.lost, c.failed = c.mails+o.mails, c.checks+o.checks, c.lost+o.lost, c.failed+o.failed
}

func (c counts) String() string {
	return fmt.Sprintf("%d seeds, %d steps, %d acknowledged, %d refused, %d told that nothing was stored, %d faults, %d cuts, %d kills, %d mails, %d checks, %d lost, %d seeds failed",
		c.lives, c.steps, c.acknowledged, c.refused, c.unavailable, c.faults, c.cuts, c.kills, c.mails, c.checks, c.lost, c.failed)
}
