# Shared by ./run and ./check: finds Python, makes .venv beside them, and has tools/install.py fill it.
# Expects $root. Arguments of prepare_environment go to tools/install.py.

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

good_python() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for python in ${DUGNAD_PYTHON:+"$DUGNAD_PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$python" >/dev/null 2>&1 && good_python "$python"; then
            return
        fi
    done
    stop 'Dugnad needs Python 3.11 or newer, and there is none here.' \
        'Debian and Ubuntu: sudo apt install python3 python3-venv    Fedora: sudo dnf install python3' \
        'macOS: brew install python    Elsewhere: https://www.python.org/downloads/' \
        'If it stands in an unusual place, name it: DUGNAD_PYTHON=/path/to/python3 ./run'
}

make_venv() {
    find_python
    printf '  · Making .venv with %s\n' "$("$python" -V)"
    if "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        "$python" -m venv --clear "$root/.venv" || stop 'The virtual environment could not be made; see above.'
    elif command -v uv >/dev/null 2>&1; then
        uv venv --quiet --clear --python "$python" "$root/.venv" || stop 'uv could not make .venv; see above.'
    else
        stop 'This Python cannot make a virtual environment.' \
            "Debian and Ubuntu: sudo apt install python3-venv    or install uv: https://docs.astral.sh/uv/"
    fi
}

prepare_environment() {
    if ! good_python "$root/.venv/bin/python"; then
        make_venv
    fi
    "$root/.venv/bin/python" "$root/tools/install.py" "$@"
}
