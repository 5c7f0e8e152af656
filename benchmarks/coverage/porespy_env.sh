#!/bin/sh
# Environment of the PoreSpy generators, outside the checkout: numpy < 2, and pyfastnoisesimd
# compiled here against that numpy. Prints the path of its Python.
set -eu
cache=${IMAGEREP_BENCHMARKS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/imagerep-benchmarks}
env=$cache/porespy-env
mkdir -p "$cache"
if [ ! -x "$env/bin/python" ]; then
    uv venv --quiet --python 3.11 "$env" 1>&2
fi
python=$env/bin/python
if ! "$python" -c "import porespy, pyfastnoisesimd" 2>/dev/null; then
    uv pip install --quiet --python "$python" "numpy<2" "porespy==2.4.2" "setuptools<80" wheel 1>&2
    CFLAGS="-I$("$python" -c 'import numpy; print(numpy.get_include())')" \
        uv pip install --quiet --python "$python" --no-build-isolation "pyfastnoisesimd" 1>&2
fi
echo "$python"
