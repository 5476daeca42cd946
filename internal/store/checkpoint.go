package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"wederhoor/internal/proof"
)

// promises is what was worked out of the tree of each organisation so far. It is
// made anew from the register at every start, and held against the last checkpoint.
type promises struct {
	sync.Mutex
	trees map[string]*proof.Tree
}

// Promise is a checkpoint as it was made.
type Promise struct {
	Size     int64 // events
	Made     time.Time
	Note     string // signed, see docs/event-log.md
	Verifier string // what checks the signature
}

// LastPromise is the newest checkpoint; ErrNotFound when none was made yet.
func (s *Store) LastPromise(ctx context.Context, organisation string) (Promise, error) {
	return lastPromise(ctx, s.reg, organisation)
}

func lastPromise(ctx context.Context, q reader, organisation string) (Promise, error) {
	var p Promise
	var made int64
	err := q.QueryRowContext(ctx, `SELECT size, made_at, note, (SELECT verifier FROM checkpoint_key WHERE organisation = $1)
		FROM checkpoint WHERE organisation = $1 ORDER BY size DESC LIMIT 1`, organisation).Scan(&p.Size, &made, &p.Note, &p.Verifier)
	if err != nil {
		return p, absent(err)
	}
	p.Made = moment(made)
	return p, nil
}

// Promise makes a checkpoint when there is something that the last one does not hold:
// events, lines of the access log, events of annual reviews. It refuses with a *proof.Broken when the register lacks what was promised before.
// Of two programs that make one of as many events at once, the first made it and both go on with that.
func (s *Store) Promise(ctx context.Context, organisation string) error {
	s.promises.Lock()
	defer s.promises.Unlock()
	for {
		if err := s.promise(ctx, organisation); !errors.Is(err, errOvertaken) {
			return err
		}
	}
}

// errOvertaken says that another program made a checkpoint meanwhile, of fewer events.
var errOvertaken = errors.New("another program made a checkpoint meanwhile")

func (s *Store) promise(ctx context.Context, organisation string) error {
	last, err := s.LastPromise(ctx, organisation)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	var before proof.Checkpoint
	if last.Size > 0 {
		if before, err = proof.Open(last.Note, last.Verifier); err != nil {
			return fmt.Errorf("open the last checkpoint: %w", err)
		}
	}
	tree, err := s.tree(ctx, organisation, before)
	if err != nil || tree.Size() == 0 {
		return err
	}
	now := proof.Checkpoint{Origin: proof.Origin(organisation), Size: tree.Size(), Root: tree.Root()}
	if now.Lines, now.Reviews, err = s.beside(ctx, organisation, before); err != nil || now == before {
		return err
	}
	signer, err := s.promiseKey(ctx, organisation)
	if err != nil {
		return err
	}
	text, err := proof.Sign(now, signer)
	if err != nil {
		return err
	}
	return s.Write(ctx, func(t *Tx) error {
		newest, err := t.lastPromise(organisation)
		if err != nil {
			return err
		}
		if newest.Size != last.Size || newest.Note != last.Note { // what somebody may have in hand already is not written over
			if newest.Size < tree.Size() {
				return errOvertaken
			}
			return nil
		}
		_, err = t.exec(`INSERT INTO checkpoint (organisation, size, made_at, note) VALUES ($1, $2, $3, $4)
			ON CONFLICT (organisation, size) DO UPDATE SET made_at = excluded.made_at, note = excluded.note`, // it promises the same and more
			organisation, tree.Size(), t.s.now().UnixMilli(), text)
		return err
	})
}

// lastPromise is the newest checkpoint, and no other program makes one before this commit;
// none: zero.
func (t *Tx) lastPromise(organisation string) (Promise, error) {
	lock := t.row("SELECT organisation FROM checkpoint_key WHERE organisation = $1"+t.s.dialect.forUpdate, organisation)
	if err := wrote(lock, ErrNotFound); err != nil {
		return Promise{}, err
	}
	p, err := lastPromise(t.ctx, t.reg, organisation)
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return p, err
}

// tree is the tree over all that is durable now. What is new is read once.
func (s *Store) tree(ctx context.Context, organisation string, kept proof.Checkpoint) (*proof.Tree, error) {
	if tree := s.promises.trees[organisation]; tree != nil {
		return tree, s.grow(ctx, organisation, tree, proof.Checkpoint{})
	}
	tree := &proof.Tree{}
	if err := s.grow(ctx, organisation, tree, kept); err != nil {
		return nil, err
	}
	if tree.Size() < kept.Size {
		return nil, &proof.Broken{Check: proof.CheckCheckpoint, Says: fmt.Sprintf("a checkpoint promised %d events and the log holds %d", kept.Size, tree.Size())}
	}
	s.promises.trees[organisation] = tree
	return tree, nil
}

func (s *Store) grow(ctx context.Context, organisation string, tree *proof.Tree, kept proof.Checkpoint) (err error) {
	rows, err := s.reg.QueryContext(ctx, "SELECT pos, leaf FROM event WHERE organisation = $1 AND pos > $2 ORDER BY pos", organisation, tree.Size())
	if err != nil {
		return unavailable(err)
	}
	defer func() { err = closeRows(rows, err) }()
	for rows.Next() {
		var pos int64
		var leaf sql.RawBytes
		if err := rows.Scan(&pos, &leaf); err != nil {
			return unavailable(err)
		}
		if pos != tree.Size()+1 {
			return &proof.Broken{Check: proof.CheckPlace, Says: fmt.Sprintf("place %d in the log is empty", tree.Size()+1)}
		}
		tree.Add(leaf)
		if pos == kept.Size && tree.Root() != kept.Root {
			return &proof.Broken{Check: proof.CheckCheckpoint, Says: fmt.Sprintf("the first %d events are not those of the last checkpoint", pos)}
		}
	}
	return nil
}

// promiseKey opens what signs, and makes it at the first need.
func (s *Store) promiseKey(ctx context.Context, organisation string) (string, error) {
	orgKey, err := s.orgKey(ctx, organisation)
	if err != nil {
		return "", err
	}
	var sealed []byte
	err = s.reg.QueryRowContext(ctx, "SELECT signer FROM checkpoint_key WHERE organisation = $1", organisation).Scan(&sealed)
	if err == nil {
		signer, err := openDocument(orgKey, organisation, "checkpoint", organisation, sealed)
		return string(signer), err
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return "", unavailable(err)
	}
	signer, verifier, err := proof.NewKey(organisation)
	if err != nil {
		return "", err
	}
	err = s.Write(ctx, func(t *Tx) error {
		_, err := t.exec("INSERT INTO checkpoint_key (organisation, verifier, signer) VALUES ($1, $2, $3) ON CONFLICT (organisation) DO NOTHING",
			organisation, verifier, sealDocument(orgKey, organisation, "checkpoint", organisation, []byte(signer)))
		return err
	})
	if err != nil {
		return "", err
	}
	return s.promiseKey(ctx, organisation) // that of the program that came first
}
