-- +goose Up
-- Each organisation has a worker of its own, that looks at nobody else's work.
DROP INDEX job_run;
CREATE INDEX job_run ON job (organisation, run_at);
