#!/bin/sh
# Makes the Debian package: build.sh PROGRAM VERSION FOLDER. With SOURCE_DATE_EPOCH the
# same program gives the same package.
set -eu
program=$1 version=$2 to=$3
here=$(cd "$(dirname "$0")/.." && pwd)
arch=${ARCH:-$(dpkg --print-architecture)}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

put() { install -D -m "$1" "$2" "$root/$3"; }
put 755 "$program" usr/bin/wederhoor
put 644 "$here/systemd/wederhoor.service" usr/lib/systemd/system/wederhoor.service
put 600 "$here/deb/wederhoor.env" etc/wederhoor/wederhoor.env
put 644 "$here/../docs/operations.md" usr/share/doc/wederhoor/operations.md
for f in "$here"/prometheus/*.rules.yml; do put 644 "$f" "usr/share/wederhoor/prometheus/$(basename "$f")"; done
for f in "$here"/grafana/*.json; do put 644 "$f" "usr/share/wederhoor/grafana/$(basename "$f")"; done
"$program" licences >"$root/copyright" && put 644 "$root/copyright" usr/share/doc/wederhoor/copyright && rm "$root/copyright"
mkdir -p "$root/DEBIAN"
for f in postinst prerm postrm; do install -m 755 "$here/deb/$f" "$root/DEBIAN/$f"; done
echo /etc/wederhoor/wederhoor.env >"$root/DEBIAN/conffiles"
cat >"$root/DEBIAN/control" <<EOF
Package: wederhoor
Version: $version
Architecture: $arch
Maintainer: Wederhoor <wederhoor@voorbeeld.example>
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f1)
Depends: adduser, ca-certificates
Suggests: postgresql, prometheus
Section: misc
Priority: optional
Description: confidential register of complaints
 A complaint comes in by a form, a mail, a phone call or a conversation. Nobody
 can lose it, everybody knows what is due and on which day, and the complainant
 gets a written acknowledgement and an answer in time.
EOF
(cd "$root" && find etc usr -type f | LC_ALL=C sort | xargs md5sum >DEBIAN/md5sums)
find "$root" -type d -exec chmod 755 {} +
if [ -n "${SOURCE_DATE_EPOCH:-}" ]; then find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; fi
dpkg-deb --root-owner-group -Zxz --build "$root" "$to/wederhoor_${version}_$arch.deb"
