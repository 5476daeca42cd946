#!/bin/sh
# Tries what is shipped for real: the package lives a whole life in a Debian of its own
# that systemd boots, without a network; the rules for alerts say what their tests want.
# Needs root; `make deploy-test` installs debootstrap and systemd-container.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }

rules() {
	promtool=$(command -v promtool || true)
	if [ -z "$promtool" ]; then # only unpacked, so that no server starts
		(cd "$work" && apt-get download prometheus >/dev/null 2>&1 && dpkg-deb -x prometheus_*.deb prometheus)
		promtool=$work/prometheus/usr/bin/promtool
	fi
	"$promtool" check rules deploy/prometheus/wederhoor.rules.yml >/dev/null || fail "the rules cannot be read"
	"$promtool" test rules deploy/prometheus/*.test.yml >"$work/rules" 2>&1 || { cat "$work/rules"; fail "the rules"; }
	echo "- the rules for alerts say what their tests want"
}

package() {
	root=$work/root
	debootstrap --variant=minbase --include=adduser,ca-certificates,curl,systemd,systemd-sysv bookworm "$root" >"$work/debootstrap.log" 2>&1 ||
		{ tail "$work/debootstrap.log"; fail "debootstrap"; }
	cp "$(ls -t dist/wederhoor_*.deb | head -1)" "$root/first.deb"
	SOURCE_DATE_EPOCH=0 deploy/deb/build.sh dist/wederhoor 999.0 "$work" >/dev/null
	cp "$work"/wederhoor_999.0_*.deb "$root/second.deb"
	install -m 755 deploy/deb/life.sh "$root/life.sh"
	printf '[Service]\nType=oneshot\nExecStart=/life.sh\nExecStopPost=/bin/systemctl --no-block poweroff\n[Install]\nWantedBy=multi-user.target\n' >"$root/etc/systemd/system/life.service"
	systemctl --root="$root" enable life.service 2>/dev/null
	SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 timeout 300 systemd-nspawn -q -D "$root" --boot --register=no --keep-unit --private-network >"$work/boot.log" 2>&1 || true
	[ -e "$root/said" ] || { tail -20 "$work/boot.log"; fail "the Debian did not boot"; }
	cat "$root/said"
	grep -q '^all of it holds$' "$root/said" || fail "the package"
}

rules
package
systemd-analyze security --offline=true --threshold=15 --no-pager deploy/systemd/wederhoor.service >"$work/security" || { cat "$work/security"; fail "the unit is less strict than 1.5"; }
echo "- the unit: $(grep -o 'Overall exposure.*: [0-9.]*' "$work/security")"
