package doctor

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"syscall"
	"time"

	"wederhoor/internal/config"
	"wederhoor/internal/vault"
)

const (
	leastDisk = 1 << 30               // bytes free; a year of complaints with their files is less
	tooFast   = 50 * time.Microsecond // no disk keeps anything in less (security 5)
	syncs     = 51
)

// machine looks at the data folder and at the clock.
func (d *doctor) machine() {
	d.clock()
	info, err := os.Stat(d.Data)
	if errors.Is(err, os.ErrNotExist) {
		d.skip(said{"datamap %s is er nog niet; ze wordt gemaakt bij de start", "data folder %s is not there yet; it is made at the start"}, d.Data)
		return
	}
	if err != nil || !info.IsDir() {
		d.bad(said{"Kijk naar --data en naar de rechten.", "Look at --data and at the permissions."}, said{"datamap %s kan niet worden gelezen", "data folder %s cannot be read"}, d.Data)
		return
	}
	d.owners()
	d.writing()
	d.room()
	d.key()
}

// clock asks the kernel whether something keeps its clock right.
func (d *doctor) clock() {
	var state syscall.Timex
	status, err := syscall.Adjtimex(&state)
	switch {
	case err != nil:
		d.skip(said{"klok: de kern zegt niet of hij gelijk wordt gezet", "clock: the kernel does not say whether it is kept right"})
	case status == 5: // TIME_ERROR: not synchronised
		d.skip(said{"klok: %s; niets op deze computer zegt haar gelijk te zetten (chrony, systemd-timesyncd)", "clock: %s; nothing on this computer says to keep it right (chrony, systemd-timesyncd)"}, d.Now().Format(time.RFC3339))
	default:
		d.good(said{"klok: %s, wordt gelijk gezet", "clock: %s, kept right"}, d.Now().Format(time.RFC3339))
	}
}

// writing makes a file in the data folder, measures how fast the disk keeps it,
// and takes it away.
func (d *doctor) writing() {
	took, err := d.syncTime()
	if err != nil {
		d.bad(said{"Geef het programma schrijfrecht op de map en kijk of de schijf vol is.", "Let the program write in the folder, and see whether the disk is full."},
			said{"in datamap %s kan niet worden geschreven", "data folder %s cannot be written to"}, d.Data)
		return
	}
	d.good(said{"datamap %s: schrijven lukt", "data folder %s: can be written to"}, d.Data)
	if took < tooFast {
		d.bad(said{"Gebruik een schijf die bij stroomuitval bewaart wat zij bevestigt.", "Use a disk that keeps what it confirms when the power fails."},
			said{"bewaren duurt %v: de schijf zegt te snel dat het klaar is", "keeping takes %v: the disk says too soon that it is done"}, took)
		return
	}
	d.good(said{"bewaren (fsync) duurt %v", "keeping (fsync) takes %v"}, took)
}

func (d *doctor) syncTime() (middle time.Duration, err error) {
	f, err := os.CreateTemp(d.Data, ".doctor-")
	if err != nil {
		return 0, fmt.Errorf("make a file: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close(), os.Remove(f.Name())) }()
	var all []time.Duration
	block := make([]byte, 4096)
	for i := range syncs {
		block[0] = byte(i)
		began := d.Now()
		if _, err := f.WriteAt(block, int64(i*len(block))); err != nil {
			return 0, fmt.Errorf("write a file: %w", err)
		}
		if err := f.Sync(); err != nil {
			return 0, fmt.Errorf("keep a file: %w", err)
		}
		all = append(all, d.Now().Sub(began))
	}
	slices.Sort(all)
	return all[len(all)/2].Round(time.Microsecond), nil
}

func (d *doctor) room() {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(d.Data, &disk); err != nil {
		d.skip(said{"vrije schijfruimte is niet te zien", "free space on the disk cannot be seen"})
		return
	}
	free := disk.Bavail * uint64(disk.Bsize) //nolint:gosec,unconvert // a size of a block is no negative number
	if free < leastDisk {
		d.bad(said{"Maak ruimte: op een volle schijf wordt niets meer aangenomen.", "Make room: with a full disk nothing is taken in any more."},
			said{"nog %d MB vrij op de schijf", "%d MB free on the disk"}, free>>20)
		return
	}
	d.good(said{"nog %d GB vrij op de schijf", "%d GB free on the disk"}, free>>30)
}

// service asks for the master key as serve does, and forgets it.
func (d *doctor) service(path string) {
	if err := config.Answers(path); err != nil {
		d.bad(said{"Start de dienst die de hoofdsleutel geeft, en kijk naar de rechten van de socket.", "Start the service that hands over the master key, and look at the permissions of the socket."}, said{"hoofdsleutel: %v", "master key: %v"}, err)
		return
	}
	d.good(said{"hoofdsleutel: de dienst geeft haar", "master key: the service hands it over"})
}

// key opens the master key as serve does, and forgets it.
func (d *doctor) key() {
	path, err := config.Find(d.Data, d.MasterKey)
	if err == nil && path == "" {
		d.skip(said{"hoofdsleutel is er nog niet; ze wordt gemaakt bij de start", "master key is not there yet; it is made at the start"})
		return
	}
	if kind := config.Kind(path); err == nil && kind == config.SourceService {
		d.service(path)
		return
	} else if kind != config.SourceFile {
		d.skip(said{"hoofdsleutel komt van elders: %s", "master key comes from elsewhere: %s"}, path)
		return
	}
	if err == nil {
		d.keyOwner(path)
		_, err = vault.LoadMaster("file:"+path, d.Data)
	}
	if err != nil {
		d.bad(said{"Zet het bestand buiten de datamap, alleen leesbaar voor het programma.", "Put the file outside the data folder, to be read by the program only."}, said{"hoofdsleutel: %v", "master key: %v"}, err)
		return
	}
	d.good(said{"hoofdsleutel ligt buiten de datamap", "master key lies outside the data folder"})
}
