package vault

import "errors"

// BackupPair derives the key pair that backups are sealed to from what stands on the
// recovery sheet: the machine keeps the public half alone, so that who takes the
// machine opens no backup, and the sheet is all that a restore asks for. The same
// sheet gives the same pair.
func BackupPair(recovery Key) (public []byte, private Private, err error) {
	seed := recovery.Derive("backup")
	k, err := kem().NewPrivateKey(seed[:])
	if err != nil {
		return nil, Private{}, errors.New("vault: a recovery sheet gives no key for backups")
	}
	return k.PublicKey().Bytes(), Private{k}, nil
}
