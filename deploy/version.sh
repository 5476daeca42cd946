#!/bin/sh
# The version of this source: that of its tag (v1.2.3), or of what comes after the
# newest one. Debian sorts 1.2.3, then 1.2.3+…, and ~ before everything.
set -eu
cd "$(dirname "$0")/.."
at=$(git log -1 --format=%cd --date=format:%Y%m%d%H%M%S 2>/dev/null || echo 0)
rev=$(git rev-parse --short=8 HEAD 2>/dev/null || echo unknown)
tag=$(git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null || echo v0.0.0)
if [ "$(git describe --tags --exact-match --match 'v[0-9]*' 2>/dev/null || true)" = "$tag" ]; then
	echo "${tag#v}"
else
	echo "${tag#v}+git$at.$rev"
fi
