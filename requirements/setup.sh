# Sourced by run.sh and test.sh from the project's root: set_up run|dev makes .venv hold exactly what is pinned.
# Nothing is installed again unless the requirements, the Python or the folder changed. Then it fetches what the pages
# and the browser tests need from npm, where that can be had.

unset PYTHONHOME PYTHONPATH
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

find_python() {
    without_venv=
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14; do
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
            echo "$candidate"
            return
        fi
        without_venv=$candidate
    done
    if [ -n "$without_venv" ]; then
        version=$("$without_venv" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "Python 缺少 venv 模块。请先运行：sudo apt install python$version-venv" >&2
    else
        echo "需要 Python 3.11 或更新的版本。请先安装：Debian 用 sudo apt install python3 python3-venv，macOS 用 brew install python" >&2
    fi
    return 1
}

set_up() {
    install_packages "$1"
    fetch_files "$1"
}

install_packages() {
    wanted=$({ echo "$PWD"; cat requirements/build.txt "requirements/$1.txt" pyproject.toml; } | cksum)
    stamp=".venv/installed-$1"
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
        return
    fi
    if ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$(find_python) || exit 1
        "$python" -m venv --clear .venv
    fi
    echo "正在安装依赖（首次约需一两分钟）…" >&2
    install=".venv/bin/python -m pip install -qq"
    $install --require-hashes -r requirements/build.txt
    # jieba exists as source only: it is built with the setuptools that was just installed, which is pinned too.
    $install --no-build-isolation --require-hashes -r "requirements/$1.txt"
    $install --no-build-isolation --no-deps --editable .
    echo "$wanted" >"$stamp"
}

fetch_files() {
    wanted=$(cat requirements/npm.toml requirements/fetch.py requirements/node.txt | cksum)
    fetched=".venv/fetched-$1"
    failed=".venv/not-fetched-$1"
    if [ -d web/static/vendor ] && [ "$(cat "$fetched" 2>/dev/null)" = "$wanted" ]; then
        return
    fi
    # What could not be had is asked for once a day, so that a start without network is not slow every time.
    if [ "$(cat "$failed" 2>/dev/null)" = "$wanted" ] && [ -n "$(find "$failed" -mmin -1440)" ]; then
        return
    fi
    if .venv/bin/python requirements/fetch.py "$1"; then
        echo "$wanted" >"$fetched"
    else
        echo "$wanted" >"$failed"
    fi
}
