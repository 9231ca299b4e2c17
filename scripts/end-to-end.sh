#!/usr/bin/env bash
# Boots a Debian kernel with profile= under an emulator, profiles a sender that copies and one that calls sendfile, and
# compares the two with zcprof: one run of everything from the kernel's counters to the report page.
set -euo pipefail

usage() {
  cat <<'END'
scripts/end-to-end.sh [--install] [--rounds N] [--seconds S] [--output FOLDER]

  --install        install what is missing with apt-get (root): the emulator and tools
  --rounds N       runs of each sender (3)
  --seconds S      length of a run in the guest's seconds (2)
  --output FOLDER  where everything is kept (zcprof-end-to-end in $TMPDIR or /tmp)

It needs a built zcprof (npm ci) and, of Debian, qemu-system-x86, busybox-static,
cpio, gcc and libc6-dev. The kernel, linux-image-cloud-amd64, is downloaded and
unpacked but not installed, and a second run uses it again.
END
}

say() { printf '\n== %s\n' "$*"; }

fail() {
  printf 'end-to-end.sh: %s\n' "$*" >&2
  exit 1
}

# bounded SECONDS COMMAND...: nothing here may wait for ever. In the foreground, so that Ctrl-C reaches it.
bounded() {
  local status=0
  timeout --foreground --kill-after=10 "$@" || status=$?
  [ "$status" -ne 124 ] || fail "took longer than $1 seconds: ${*:2}"
  return "$status"
}

PACKAGES=(qemu-system-x86 busybox-static cpio gcc libc6-dev)
KERNEL_PACKAGE=linux-image-cloud-amd64
root=$(cd "$(dirname "$0")/.." && pwd)
install=no
rounds=3
seconds=2
output=${TMPDIR:-/tmp}/zcprof-end-to-end

while [ $# -gt 0 ]; do
  case $1 in
    --install) install=yes ;;
    --rounds | --seconds | --output)
      [ $# -ge 2 ] || fail "$1 needs a value"
      declare "${1#--}=$2"
      shift
      ;;
    --help | -h)
      usage
      exit 0
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
  shift
done
[[ $rounds =~ ^[1-9][0-9]?$ ]] || fail "--rounds wants a number from 1 to 99, not '$rounds'"
[[ $seconds =~ ^[1-9][0-9]?$ ]] || fail "--seconds wants a number from 1 to 99, not '$seconds'"
[ -f "$root/dist/zcprof.cjs" ] || fail "zcprof is not built; in $root: npm ci"

if [ "$install" = yes ]; then
  say "Install ${PACKAGES[*]}"
  bounded 300 apt-get update -q
  DEBIAN_FRONTEND=noninteractive bounded 900 apt-get install -q -y --no-install-recommends "${PACKAGES[@]}"
fi
for command in qemu-system-x86_64 busybox cpio gcc apt-get dpkg-deb; do
  command -v "$command" >/dev/null || fail "there is no $command; as root: scripts/end-to-end.sh --install"
done
if ldd "$(command -v busybox)" >/dev/null 2>&1; then
  fail "this busybox needs libraries; as root: scripts/end-to-end.sh --install"
fi
mkdir -p "$output/kernel"
output=$(cd "$output" && pwd)
cd "$output"

say "Kernel"
kernel=$(find kernel -path '*/boot/vmlinuz-*' | sort -V | tail -n 1)
if [ -z "$kernel" ]; then
  package=$(apt-cache depends --important "$KERNEL_PACKAGE" | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)$/\1/p')
  [ -n "$package" ] || fail "apt knows no $KERNEL_PACKAGE; as root: apt-get update"
  (cd kernel && bounded 600 apt-get download -q "$package")
  # The kernel itself only: the guest loads no modules.
  bounded 120 dpkg-deb --fsys-tarfile kernel/linux-image-*.deb | tar -x -C kernel --wildcards './boot/vmlinuz-*'
  kernel=$(find kernel -path '*/boot/vmlinuz-*')
fi
echo "$output/$kernel"

say "Guest"
rm -rf guest runs archive.txt console.txt
mkdir -p guest/bin guest/proc guest/dev runs
bounded 60 gcc -O2 -Wall -Wextra -Werror -static -o guest/bin/sender "$root/scripts/end-to-end/sender.c"
cp "$(command -v busybox)" guest/bin/busybox
install -m 755 "$root/scripts/end-to-end/init" guest/init
(cd guest && find . -print0 | cpio --quiet --null -o -H newc -R 0:0) | gzip >guest.cpio.gz
ls -l guest.cpio.gz

# The guest's clock counts instructions, 2^3 = 8 ns each, and not the time of the host: however busy that is, a run does the
# same work. A counter for each 16 bytes (profile=4), as functions begin at multiples of 16; the kernel
# clears them at an instruction a byte, which takes 0.03 s, and with profile=2, 4 bytes each, would take 0.12 s of each run.
say "Boot, $rounds rounds of $seconds seconds each"
bounded $((180 + rounds * seconds * 60)) nice -n 10 qemu-system-x86_64 -accel tcg -cpu max -icount shift=3,sleep=off \
  -smp 1 -m 512 -nodefaults -no-user-config -display none -no-reboot -serial stdio -serial file:archive.txt \
  -kernel "$kernel" -initrd guest.cpio.gz \
  -append "console=ttyS0 nokaslr quiet panic=-1 profile=4 rounds=$rounds seconds=$seconds" </dev/null | tee console.txt
wanted=$(sed -n 's/^guest: archive \([0-9a-f]*\).*/\1/p' console.txt)
[ -n "$wanted" ] || fail "the guest did not finish; see $output/console.txt"
tr -d '\r' <archive.txt | base64 -d >archive.tar.gz
[ "$(sha256sum <archive.tar.gz | cut -d ' ' -f 1)" = "$wanted" ] || fail "the archive was damaged on its way from the guest"
tar -x -z -C runs -f archive.tar.gz
cat runs/kernel.txt

cd runs
zcprof() { bounded 120 "$root/bin/run.js" "$@"; }
say "zcprof show copy_1.profile.gz --map kallsyms --top 10"
zcprof show copy_1.profile.gz --map kallsyms --top 10
say "zcprof diff 'copy_*' 'sendfile_*' --map kallsyms --exposure runs.csv"
zcprof diff 'copy_*' 'sendfile_*' --map kallsyms --exposure runs.csv | tee diff.txt
say "zcprof report"
zcprof report 'copy_*' 'sendfile_*' --map kallsyms --exposure runs.csv -o report.html
say "Took $SECONDS seconds; everything is in $output/runs"
ls -l
