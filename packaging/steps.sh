# SPDX-License-Identifier: Apache-2.0
# What packaging/start and packaging/test have in common; sourced, never run. A step is quiet when it
# succeeds; when it fails, its sentence and the end of its log are shown and the script ends.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dankai
logs=$root/build/logs
# Paths relative to the checkout, so that another clone finds what this one has compiled.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
step_number=0
step_count=0

# say SENTENCE...: one line for the person at the terminal
say() { printf '%s\n' "$*"; }

# fail SENTENCE...: says why and ends
fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# jobs: how many compilers fit, by cores and by memory (a file that includes torch needs about 2 GB)
jobs_that_fit() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 2000000) }' /proc/meminfo)
  ((memory < 1)) && memory=1
  echo $((cores < memory ? cores : memory))
}

# step NAME TITLE COMMAND...: runs the command with its output in build/logs/NAME.log
step() {
  local name=$1 title=$2 log=$logs/$1.log started=$SECONDS status=0 width
  shift 2
  step_number=$((step_number + 1))
  mkdir -p "$logs"
  local line="[$step_number/$step_count] $title"
  if [[ -t 1 ]]; then
    "$@" >"$log" 2>&1 </dev/null &
    local pid=$!
    width=$(tput cols 2>/dev/null || echo 80)
    while kill -0 "$pid" 2>/dev/null; do
      printf '\r\e[K%s' "$(printf '%s  %s' "$line" "$(tail -c 400 "$log" | tr '\r' '\n' | tail -n 1)" | cut -c "1-$((width - 1))")"
      sleep 1
    done
    wait "$pid" || status=$?
    printf '\r\e[K'
  else
    say "$line ..."
    "$@" >"$log" 2>&1 </dev/null || status=$?
  fi
  if ((status != 0)); then
    say "$line: failed (exit $status). The end of ${log#"$root"/}:"
    tail -n 40 "$log" | sed 's/^/    /'
    exit 1
  fi
  say "$line: done, $((SECONDS - started)) s"
}

configure() { cmake --preset release; }
build() { cmake --build --preset release --parallel "$(jobs_that_fit)"; }

# set_up STEPS: the five steps from a bare machine to a build; STEPS counts those that follow too
set_up() {
  step_count=$1
  cd "$root"
  # The first step may have to ask for a password, so it keeps the terminal.
  step_number=1
  say "[1/$step_count] System packages"
  "$root/packaging/install-dependencies"
  step libtorch "LibTorch 2.11 (530 MB to fetch the first time)" "$root/packaging/libtorch"
  step model "Built-in model SmolLM2-135M-Instruct (93 MB to fetch the first time)" "$root/packaging/model"
  step configure "Configure" configure
  step build "Build" build
}
