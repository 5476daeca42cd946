package store

// The access log only grows. Two changes pass: a line gets its place in the chain, once;
// and the sealed words change of a line about a dossier that stands in the ledger of
// erasures, see quietLog.

func sqliteGuards() []string {
	return []string{
		`DROP TRIGGER IF EXISTS access_log_update`,
		`CREATE TRIGGER access_log_update BEFORE UPDATE ON access_log
			WHEN OLD.organisation <> NEW.organisation OR OLD.at <> NEW.at OR OLD.id <> NEW.id OR OLD.member <> NEW.member OR OLD.dossier <> NEW.dossier OR OLD.action <> NEW.action
				OR OLD.allowed <> NEW.allowed OR OLD.rule <> NEW.rule
				OR OLD.n IS NOT NULL AND (OLD.n IS NOT NEW.n OR OLD.link IS NOT NEW.link)
				OR (OLD.who IS NOT NEW.who OR OLD.written_hash IS NOT NEW.written_hash OR OLD.kept_hash IS NOT NEW.kept_hash)
					AND NOT EXISTS (SELECT 1 FROM erasure WHERE organisation = OLD.organisation AND dossier = OLD.dossier)
			BEGIN SELECT RAISE(ABORT, 'the access log only grows'); END`,
		`CREATE TRIGGER IF NOT EXISTS access_log_delete BEFORE DELETE ON access_log BEGIN SELECT RAISE(ABORT, 'the access log only grows'); END`}
}

func postgresGuards() []string {
	return []string{
		`CREATE OR REPLACE FUNCTION access_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS
			$$ BEGIN RAISE EXCEPTION 'the access log only grows'; END $$`,
		`CREATE OR REPLACE FUNCTION access_log_loses_words() RETURNS trigger LANGUAGE plpgsql AS
			$$ BEGIN
				IF (OLD.organisation, OLD.at, OLD.id, OLD.member, OLD.dossier, OLD.action, OLD.allowed, OLD.rule) IS DISTINCT FROM
					(NEW.organisation, NEW.at, NEW.id, NEW.member, NEW.dossier, NEW.action, NEW.allowed, NEW.rule)
					OR OLD.n IS NOT NULL AND (OLD.n, OLD.link) IS DISTINCT FROM (NEW.n, NEW.link)
					OR (OLD.who, OLD.written_hash, OLD.kept_hash) IS DISTINCT FROM (NEW.who, NEW.written_hash, NEW.kept_hash)
						AND NOT EXISTS (SELECT 1 FROM erasure WHERE organisation = OLD.organisation AND dossier = OLD.dossier) THEN
					RAISE EXCEPTION 'the access log only grows';
				END IF;
				RETURN NEW;
			END $$`,
		`CREATE OR REPLACE TRIGGER access_log_only_grows BEFORE DELETE OR TRUNCATE ON access_log
			FOR EACH STATEMENT EXECUTE FUNCTION access_log_only_grows()`,
		`CREATE OR REPLACE TRIGGER access_log_loses_words BEFORE UPDATE ON access_log
			FOR EACH ROW EXECUTE FUNCTION access_log_loses_words()`}
}
