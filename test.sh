#!/bin/sh
# Sets up what is missing and runs the tests. Arguments go to pytest: sh test.sh tests/nlp -k 发票
set -eu
CDPATH='' cd -- "$(dirname -- "$0")"
. ./requirements/setup.sh
set_up dev
exec .venv/bin/python -m pytest "$@"
