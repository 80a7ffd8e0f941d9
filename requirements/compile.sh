#!/bin/sh
# Pins every dependency with its hashes, for Python 3.11 and later on every platform. Needs uv.
# No address of an index or of a link page is written: people install from where their pip is set to look.
set -eu
cd "$(dirname "$0")/.."
compile() {
    target=$1
    shift
    uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@" --output-file "$target"
}
compile requirements/build.txt --group build
compile requirements/run.txt pyproject.toml
compile requirements/dev.txt pyproject.toml --group dev --constraint requirements/run.txt
compile requirements/node.txt --group node
