#!/bin/sh
# A release as a careful person would script it: the same git steps as version-first on a full clone, nothing decided.
# usage: release.sh NEXT-VERSION, in a clean clone on its default branch
set -eu
next=$1
git ls-remote --symref origin HEAD 'refs/heads/*' 'refs/tags/*' > /dev/null
last=$(git describe --tags --abbrev=0)
git log --format=%B "$last"..HEAD > /dev/null
sed -i "s/^version = \"[^\"]*\"/version = \"$next\"/" pyproject.toml
sed -i "s/^__version__ = \"[^\"]*\"/__version__ = \"$next\"/" src/probe/__init__.py
git commit -q -a -m "chore(release): $next [skip ci]"
git tag -a -m "v$next" "v$next"
git push -q --atomic origin HEAD:refs/heads/main "refs/tags/v$next"
