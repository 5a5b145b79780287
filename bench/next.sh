#!/bin/sh
# What there is to ask before the next version is known, as a careful person would script it: refs, the newest tag, the commits since;
# and Node started once, doing nothing. The version is told, not decided.
# usage: next.sh NEXT-VERSION NODE, in a clone
set -eu
"$2" -e 0
git ls-remote --symref origin HEAD 'refs/heads/*' 'refs/tags/*' > /dev/null
last=$(git describe --tags --abbrev=0)
git log --format=%B "$last"..HEAD > /dev/null
echo "$1"
