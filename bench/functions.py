# The same tasks by Python's own libraries. Prints one JSON object: nanoseconds of each task's shortest round.
import json
import sys
import time

import tomlkit
from packaging.version import Version

tasks = json.load(open(sys.argv[1]))


def shortest(work, rounds=15):
    best = None
    for _ in range(rounds):
        started = time.perf_counter_ns()
        work()
        took = time.perf_counter_ns() - started
        best = took if best is None else min(best, took)
    return best


def next_minor():
    for step in tasks["next pep440"]:
        version = Version(step["current"])
        str(Version(f"{version.major}.{version.minor + 1}.0"))


def tags():
    for tag in tasks["tags pep440"]:
        str(Version(tag.removeprefix("v")))


def rewrite(text):
    document = tomlkit.parse(text)
    document["project"]["version"] = "1.0.1"
    return tomlkit.dumps(document)


times = {"next pep440": shortest(next_minor), "tags pep440": shortest(tags)}
for size in ("small", "large"):
    rounds = 15 if size == "small" else 5
    times[f"read {size}"] = shortest(lambda: tomlkit.parse(tasks[size])["project"]["version"], rounds)
    times[f"rewrite {size}"] = shortest(lambda: rewrite(tasks[size]), rounds)
json.dump(times, sys.stdout)
