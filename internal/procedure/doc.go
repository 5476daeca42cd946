// Package procedure holds the procedure as scripts that a lawyer can read and a
// machine can run: testdata/*.txtar, one for each road a complaint can go. It
// has no code of its own, only the test that reads them.
package procedure
