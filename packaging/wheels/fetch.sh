# SPDX-License-Identifier: Apache-2.0
# Fetches pinned wheels and unpacks parts of them; sourced by packaging/libtorch and packaging/model.
# Wheels are archives here and nothing more: no Python environment is made.
set -euo pipefail

wheels=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dankai

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# fetch LIST FOLDER: downloads what LIST pins, refusing a file whose SHA-256 is another.
# The platform is named in full because pip, asked for one platform, does not accept its older names.
fetch() {
  local list=$1 folder=$2 platforms=() minor
  [[ $(uname -s) == Linux && $(uname -m) == x86_64 ]] || fail "the pinned wheels are for Linux on x86-64; this is $(uname -s) on $(uname -m)."
  python3 -m pip --version >/dev/null 2>&1 || fail "python3 with pip is needed to fetch the pinned wheels (Debian and Ubuntu: apt-get install python3-pip)."
  for minor in {28..5}; do platforms+=(--platform "manylinux_2_${minor}_x86_64"); done
  platforms+=(--platform manylinux2014_x86_64 --platform manylinux2010_x86_64 --platform manylinux1_x86_64 --platform any)
  python3 -m pip download --quiet --disable-pip-version-check --no-cache-dir --no-deps --only-binary :all: --require-hashes \
    --python-version 3.11 --implementation cp --abi cp311 --abi abi3 --abi none "${platforms[@]}" \
    --dest "$folder" --requirement "$list" ||
    fail "pip could not fetch what ${list#"$PWD"/} pins. Without a network, run this once where there is one and copy $cache."
}

# unpack FOLDER TARGET PATTERN...: the members of every wheel in FOLDER that match a shell pattern
unpack() {
  python3 - "$@" <<'PYTHON'
import fnmatch, pathlib, shutil, sys, zipfile

folder, target, *patterns = sys.argv[1:]
for wheel in sorted(pathlib.Path(folder).glob("*.whl")):
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.namelist():
            if member.endswith("/") or not any(fnmatch.fnmatchcase(member, pattern) for pattern in patterns):
                continue
            path = pathlib.Path(target, member)
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(member) as source, open(path, "wb") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)
PYTHON
}
