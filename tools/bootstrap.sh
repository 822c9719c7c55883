#!/usr/bin/env bash
# Install what is missing and nothing else: tools/bootstrap.sh check|demo|test
#
#   system    system packages (demo, test): asked from apt, the only step that may need root.
#             On a machine with systemd apt starts the distribution's own mosquitto and postgresql
#             services: they are never used, demo and tests start their own on ports of their own.
#   packages  .venv with requirements/dev.txt, every file checked against its hash
#   project   this checkout into .venv, editable, with the commands `kiosk` and `fleet`
#   console   fleet/web built into fleet/api/static (check: only its npm packages, for tsc)
#
# Steps that are up to date print nothing. A stamp is written after its step, so an interrupted
# run is taken up again. PYTHON names the interpreter (default python3, 3.11 or newer).
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly VENV=.venv LOG=.cache/bootstrap.log LOCK=.cache/bootstrap.lock
MODE=${1:-}
PYTHON=${PYTHON:-python3}
INTERPRETER=

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# step NUMBER LABEL HINT COMMAND...: run it with its output in the log, show the time it took.
# `set -e` does not reach into COMMAND, which has to end with its own failure.
step() {
    local number=$1 label=$2 hint=$3 started=$SECONDS
    shift 3
    printf '[%s/4] %s ... ' "$number" "$label"
    printf '\n== %s: %s\n' "$label" "$*" >>"$LOG"
    if "$@" >>"$LOG" 2>&1 </dev/null 9>&-; then
        printf '%s s\n' $((SECONDS - started))
        return
    fi
    printf 'failed after %s s\n' $((SECONDS - started))
    tail -n 20 "$LOG" | sed 's/^/    /' >&2
    fail "" "$label failed; all of its output is in $LOG." "$hint"
}

same() { [[ -f $1 && $(<"$1") == "$2" ]]; }

# --- system packages ---

# An ordinary account often has no sbin on its PATH, where mosquitto and ldconfig are.
has_command() { PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null; }
has_venv() { "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; }
has_zbar() { PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep 'libzbar\.so\.0' >/dev/null; }
has_postgresql() { has_command initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
has_chromium() {
    has_command chromium || has_command chromium-browser || has_command google-chrome
}

# Chromium is called chromium-browser on Ubuntu, where that package brings in the snap.
chromium_package() {
    if grep -qs '^ID=ubuntu' /etc/os-release; then echo chromium-browser; else echo chromium; fi
}

missing_packages() {
    has_venv || echo python3-venv
    has_zbar || echo libzbar0
    has_command mosquitto || echo mosquitto
    [[ $MODE == test ]] || return 0
    has_command mosquitto_sub || echo mosquitto-clients
    has_postgresql || echo postgresql
    has_chromium || chromium_package
    # For the machines that tests boot: tests/support/trees.py skips where they can't be had.
    has_command debootstrap || echo debootstrap
    has_command systemd-nspawn || echo systemd-container
    has_command ip || echo iproute2
}

apt_install() {
    local -a as_root=()
    [[ $(id -u) == 0 ]] || as_root=(sudo)
    # An index that can't be renewed is no reason to stop: what counts is whether install works.
    "${as_root[@]}" apt-get update || echo "apt-get update failed, trying with the lists at hand"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y \
        --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
}

system_packages() {
    local -a missing
    mapfile -t missing < <(missing_packages)
    ((${#missing[@]})) || return 0
    local line="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
    has_command apt-get || fail "These are missing, and there is no apt-get to install them:" \
        "    ${missing[*]}" "Install what they are called on this system, then run make again."
    if [[ $(id -u) != 0 ]]; then
        # sudo asks for a password only where someone can type it.
        if ! has_command sudo || ! { sudo -n true 2>/dev/null || { [[ -t 0 ]] && sudo -v; }; }; then
            fail "System packages are missing, and neither root nor sudo is at hand." \
                "Run this as root, then run make again:" "    $line"
        fi
    fi
    step 1 "System packages (${missing[*]})" "The line that it tried: $line" \
        apt_install "${missing[@]}"
    mapfile -t missing < <(missing_packages)
    ((${#missing[@]} == 0)) || fail "apt-get was content, yet these are still missing:" \
        "    ${missing[*]}" "See $LOG. (A Python that apt did not install brings its own venv.)"
}

# --- Python ---

# Sets PYTHON to the interpreter itself, INTERPRETER to what .venv depends on: with .venv active
# python3 is .venv's own, which must not be asked to renew itself.
check_python() {
    local -a facts
    has_command "$PYTHON" || fail "$PYTHON is not installed: Python 3.11 or newer is needed."
    mapfile -t facts < <("$PYTHON" -c 'import sys
print(sys.version_info >= (3, 11), sys.maxsize > 2**32, getattr(sys, "_base_executable", ""),
    sys.base_prefix, sys.version.replace("\n", " "), sep="\n")')
    [[ ${facts[0]-} == True ]] || fail \
        "$("$PYTHON" -V 2>&1) is too old: Python 3.11 or newer is needed." \
        "Name another one with: make PYTHON=python3.11 ..."
    [[ ${facts[1]} == True ]] || fail \
        "This is a 32-bit Python ($(uname -m)); OpenCV and zxing-cpp exist for 64-bit systems only."
    PYTHON=${facts[2]}
    INTERPRETER="$PWD ${facts[3]} ${facts[4]}"
}

pip_install() { "$VENV/bin/python" -m pip install --disable-pip-version-check --progress-bar off "$@"; }

install_packages() {
    if ! same "$VENV/.made-by" "$INTERPRETER" || [[ ! -f $VENV/.packages ]]; then
        "$PYTHON" -m venv --clear "$VENV" && printf '%s\n' "$INTERPRETER" >"$VENV/.made-by" || return
    fi
    rm -f "$VENV/.packages"
    # No compiling: where a wheel is missing the message says so at once.
    pip_install --require-hashes --only-binary :all: -r requirements/dev.txt
}

# The build hook is left out: the console is the next step, with its own line and stamp.
install_project() {
    HATCH_BUILD_NO_HOOKS=true pip_install --no-build-isolation --no-deps -e .
}

python_packages() {
    local wanted project
    wanted=$(sha256sum requirements/dev.txt)
    project=$(sha256sum pyproject.toml hatch_build.py)
    if ! same "$VENV/.made-by" "$INTERPRETER" || ! same "$VENV/.packages" "$wanted"; then
        has_venv || fail "$PYTHON has no venv module: install python3-venv, or run make demo."
        rm -f "$VENV/.project"
        step 2 "Python packages" \
            "Wheels exist for 64-bit Linux (x86_64, aarch64) and Python 3.11 to 3.14; this is $("$PYTHON" -V) on $(uname -m)." \
            install_packages
        printf '%s\n' "$wanted" >"$VENV/.packages"
    fi
    if ! same "$VENV/.project" "$project"; then
        step 3 "This checkout" "" install_project
        printf '%s\n' "$project" >"$VENV/.project"
    fi
}

# --- console ---

console() {
    local -a options=()
    [[ $MODE != check ]] || options=(--packages-only)
    "$VENV/bin/python" hatch_build.py --is-current "${options[@]}" 2>>"$LOG" && return
    step 4 "Console" "npm's own words stand above." \
        "$VENV/bin/python" hatch_build.py "${options[@]}"
}

case $MODE in
check | demo | test) ;;
*) fail "usage: tools/bootstrap.sh check|demo|test" ;;
esac

mkdir -p .cache
exec 9>"$LOCK"
flock -n 9 || {
    echo "Another bootstrap is at work here, waiting for it ..."
    flock 9
}
: >"$LOG"
check_python
[[ $MODE == check ]] || system_packages
python_packages
console
