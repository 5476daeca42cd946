package doctor

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// owners looks whose the data folder and what lies in it are, and who else can read it.
// Somebody who once ran a command as root leaves files there that the program may not
// write to, and it finds that out on the day it needs them.
func (d *doctor) owners() {
	info, err := os.Stat(d.Data)
	if err != nil {
		d.skip(said{"van wie de datamap is, is niet te zien", "whose the data folder is cannot be seen"})
		return
	}
	owner, me := ownerOf(info), os.Geteuid()
	switch strangers, err := notOf(d.Data, owner); {
	case err != nil:
		d.bad(said{"Voer doctor uit als de gebruiker van het programma.", "Run doctor as the user of the program."}, said{"datamap: niet alles erin is te zien", "data folder: not all in it can be seen"})
	case owner != me && me != 0:
		d.bad(said{"Voer doctor uit als de gebruiker van het programma, of geef de map aan die gebruiker (chown -R).", "Run doctor as the user of the program, or give the folder to that user (chown -R)."},
			said{"datamap is van gebruiker %d, en dit programma van %d", "data folder belongs to user %d, and this program to %d"}, owner, me)
	case strangers != "":
		d.bad(said{"Geef alles in de map aan de gebruiker van het programma (chown -R).", "Give all that is in the folder to the user of the program (chown -R)."},
			said{"datamap is van gebruiker %d, en %s erin van een ander", "data folder belongs to user %d, and %s in it to another"}, owner, strangers)
	default:
		d.good(said{"datamap en alles erin zijn van gebruiker %d", "data folder and all in it belong to user %d"}, owner)
	}
	if open := info.Mode().Perm() & 0o077; open != 0 {
		d.bad(said{"Sluit de map voor anderen (chmod 700).", "Close the folder to others (chmod 700)."}, said{"datamap is open voor anderen (%04o)", "data folder is open to others (%04o)"}, info.Mode().Perm())
	}
}

// keyOwner looks whose the file with the master key is: one that only another user may
// read opens nothing after the next start.
func (d *doctor) keyOwner(path string) {
	key, err := os.Stat(path)
	data, dataErr := os.Stat(d.Data)
	if err != nil || dataErr != nil {
		return // somebody else says so
	}
	if a, b := ownerOf(key), ownerOf(data); a != b {
		d.bad(said{"Geef beide aan de gebruiker van het programma (chown).", "Give both to the user of the program (chown)."},
			said{"hoofdsleutel is van gebruiker %d, en de datamap van %d", "master key belongs to user %d, and the data folder to %d"}, a, b)
	}
}

// ownerOf is the number of the user, or -1 where the system does not say.
func ownerOf(info fs.FileInfo) int {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(st.Uid)
	}
	return -1
}

// notOf names one thing in a folder that belongs to somebody else; "" when all is theirs.
func notOf(folder string, owner int) (name string, err error) {
	err = filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) { // it went meanwhile: a register may be serving
			return nil
		}
		if err != nil {
			return err
		}
		if e.IsDir() && e.Name() == "lost+found" { // of the disk, where the folder is one of its own
			return fs.SkipDir
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && ownerOf(info) != owner {
			name, err = filepath.Rel(folder, path)
			return errors.Join(err, fs.SkipAll)
		}
		return err //nolint:wrapcheck // it names the path
	})
	if name != "" {
		err = nil
	}
	return name, err
}
