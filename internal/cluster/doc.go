// Package cluster runs the register as a large organisation does, all of it real and
// on loopback: two PostgreSQL that Patroni keeps in step, pgbouncer, HAProxy, three
// programs and a Postfix. It kills them under load and holds a ledger of what was
// acknowledged against the database. Tests only; make cluster-test runs it.
package cluster
