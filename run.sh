#!/bin/sh
# Sets up what is missing, builds the graph from data/documents if anything changed, and opens the web page.
# Arguments go to `zhize serve`: sh run.sh --port 9000
set -eu
CDPATH='' cd -- "$(dirname -- "$0")"
. ./requirements/setup.sh
set_up run

ZHIZE_STORE=${ZHIZE_STORE:-$PWD/var/store}
export ZHIZE_STORE
stamp=var/built
mkdir -p var
sources=$({ echo "$ZHIZE_STORE"; find data/documents ontology graph nlp -type f ! -name '*.pyc' -exec cksum {} + | LC_ALL=C sort; } | cksum)
if [ ! -e "$ZHIZE_STORE/current" ] || [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$sources" ]; then
    .venv/bin/zhize build --prune data/documents
    echo "$sources" >"$stamp"
fi
exec .venv/bin/zhize serve --open "$@"
