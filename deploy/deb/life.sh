#!/bin/bash
# The life of the package on a machine of its own: installed, started, used, upgraded,
# removed, purged. deploy/test.sh boots that machine; never run this on another.
set -eu
[ -e /first.deb ] && [ -e /second.deb ] || exit 1
exec >/said 2>&1
fail() { echo "FAILED: $*"; systemctl status wederhoor --no-pager -l || true; exit 1; }
trap 'fail "line $LINENO"' ERR
is() { [ "$2" = "$3" ] || fail "$1: $2 instead of $3"; }
say() { echo "- $*"; }
site=http://localhost:8080
up() { for _ in $(seq 50); do curl -fs "$site/healthz" >/dev/null && return; sleep 0.2; done; fail "it does not answer"; }
listening() { awk 'FNR > 1 && $4 == "0A"' /proc/net/tcp /proc/net/tcp6 | wc -l; }
export DEBIAN_FRONTEND=noninteractive

# Installing makes a user and a key that is root's alone, and opens no port.
before=$(listening)
dpkg -i /first.deb >/install.log
grep -q 'does not run yet' /install.log || fail "who installs it is not told to start it"
is "the key" "$(stat -c '%U %a %s' /etc/wederhoor/master.key)" "root 600 64"
is "the settings" "$(stat -c '%U %a' /etc/wederhoor/wederhoor.env)" "root 600"
is "the data" "$(stat -c '%U %a' /var/lib/wederhoor)" "wederhoor 700"
is "the user's shell" "$(getent passwd wederhoor | cut -d: -f7)" /usr/sbin/nologin
is "after installing" "$(systemctl is-active wederhoor || true) $(systemctl is-enabled wederhoor || true)" "inactive disabled"
is "ports" "$(listening)" "$before"
systemd-analyze verify wederhoor.service
say "installed: $(wederhoor version)"

# The unit as it is. What it may not do is asked of the kernel.
systemctl enable --now wederhoor
up
pid=$(systemctl show -p MainPID --value wederhoor)
status() { awk -v k="$1:" '$1 == k { print $2 }' "/proc/$pid/status"; }
is "user" "$(stat -c %U "/proc/$pid")" wederhoor
is "capabilities, new privileges, filter of system calls" "$(status CapBnd) $(status NoNewPrivs) $(status Seccomp)" "0000000000000000 1 2"
is "dumps of memory" "$(awk '/Max core/ { print $5 $6 }' "/proc/$pid/limits")" 00
nsenter -t "$pid" -m touch /etc/x 2>/dev/null && fail "it could write outside its folder"
key=$(sha256sum </etc/wederhoor/master.key)
say "started under the unit"

# A complaint comes in, with a file. The set-up is done while it stands still.
systemctl stop wederhoor
printf 'kaneel-vijver-lantaarn-73' >/password && chmod 644 /password
install -d -o wederhoor -m 700 /creds && install -o wederhoor -m 400 /etc/wederhoor/master.key /creds/master
setpriv --reuid wederhoor --regid wederhoor --clear-groups env CREDENTIALS_DIRECTORY=/creds wederhoor init --data /var/lib/wederhoor --master-key cred:master \
	--organisation Voorbeeld --lead-name "Mirjam Bakker" --lead-email mirjam@voorbeeld.example --lead-password-file /password >/dev/null
systemctl start wederhoor
up
code=$(curl -fs -F story='De zaal was koud' -F 'files=@/install.log;filename=foto.jpg' "$site/complaints" | grep -oE '[0-9A-Z]{4,5}(-[0-9A-Z]{4,5}){2,}' | head -1)
[ -n "$code" ] || fail "a complaint gave no receipt"
say "took a complaint"

# An upgrade keeps the settings, the key and what was said, and starts what ran.
echo 'WEDERHOOR_METRICS=127.0.0.1:9464' >>/etc/wederhoor/wederhoor.env
dpkg --force-confold -i /second.deb >/upgrade.log
sleep 1
up
is "the key after an upgrade" "$(sha256sum </etc/wederhoor/master.key)" "$key"
curl -fs http://127.0.0.1:9464/metrics | grep -q wederhoor_build_info || fail "the settings are gone"
curl -fs -d "code=$code" "$site/status" | grep -q 'De zaal was koud' || fail "the complaint is gone after an upgrade"
say "upgraded while it ran, and the complaint is there"

# Removing and purging keep what only a person may throw away.
dpkg -r wederhoor >/dev/null
is "ports after removing" "$(listening)" "$before"
[ ! -e /usr/bin/wederhoor ] || fail "the program is still there"
dpkg -P wederhoor >/purge.log
grep -q 'Erase both by hand' /purge.log || fail "purging says nothing of the register"
[ -s /var/lib/wederhoor/keys.db ] && [ -s /etc/wederhoor/master.key ] || fail "purging threw the register away"
[ ! -e /etc/wederhoor/wederhoor.env ] || fail "the settings are left after a purge"
dpkg -i /first.deb >/dev/null
is "the key after installing again" "$(sha256sum </etc/wederhoor/master.key)" "$key"
systemctl start wederhoor
up
curl -fs -d "code=$code" "$site/status" | grep -q 'De zaal was koud' || fail "the complaint is gone after a purge"
systemctl stop wederhoor
find /var/lib/wederhoor -mindepth 1 -delete
dpkg -P wederhoor >/dev/null
for left in /etc/wederhoor /var/lib/wederhoor /usr/share/wederhoor; do [ ! -e $left ] || fail "$left is left"; done
! getent passwd wederhoor >/dev/null || fail "the user is left"
say "removed and purged; a register is kept until a person erases it"
echo "all of it holds"
