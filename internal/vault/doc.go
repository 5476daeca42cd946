// Package vault makes keys and seals what is confidential: items, wrapped
// keys, attachments, small tokens, and the codes people read aloud. It knows
// no SQL, no HTTP, no environment and no clock; where keys are kept, and when
// one is destroyed, is decided elsewhere.
//
// Every item has its own key, used for one ciphertext ever; a dossier key
// wraps it, an organisation key wraps that, and the master key wraps the
// organisation key. Destroying a wrapped key erases all that hangs below it,
// backups included.
//
// Cryptography is AES-256-GCM, HKDF and HMAC with SHA-256 from the standard
// library, and the age format for attachments.
package vault
