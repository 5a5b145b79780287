#!/bin/sh
# A release as a careful person would script it: the same git steps as version-first on a full clone, nothing decided; and
# Node started once, doing nothing, as every program on Node is.
# usage: release.sh NEXT-VERSION NODE, in a clean clone on its default branch
set -eu
next=$1
"$2" -e 0
git ls-remote --symref origin HEAD 'refs/heads/*' 'refs/tags/*' > /dev/null
last=$(git describe --tags --abbrev=0)
git log --format=%B "$last"..HEAD > /dev/null
sed -i "s/^version = \"[^\"]*\"/version = \"$next\"/" pyproject.toml
sed -i "s/^__version__ = \"[^\"]*\"/__version__ = \"$next\"/" src/probe/__init__.py
sed -i "s/^  \"version\": \"[^\"]*\"/  \"version\": \"$next\"/" package.json
git commit -q -a -m "chore(release): $next [skip ci]"
git tag -a -m "v$next" "v$next"
git push -q --atomic origin HEAD:refs/heads/main "refs/tags/v$next"
