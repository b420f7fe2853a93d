#!/usr/bin/env python3
"""The tables of bench/shards: what one process sent, and what its parts sent together."""

import glob
import json
import os
import sys
import time


def load(folder):
    with open(os.path.join(folder, "truth.json")) as file:
        truth = json.load(file)
    with open(os.path.join(folder, "start.txt")) as file:
        start = float(file.read())
    parts = []
    for run in sorted(glob.glob(os.path.join(folder, "*", "run", "*"))):
        with open(os.path.join(run, "run.json")) as file:
            facts = json.load(file)
        with open(os.path.join(run, "requests.jsonl")) as file:
            parts.append((facts, [json.loads(line) for line in file]))
    return truth, start, parts


def index(request):
    return int(request["request_id"].rsplit("-", 1)[1])


def sent(truth):
    return sorted((request["request_id"], request["body_sha256"]) for request in truth["each"])


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(percent / 100 * len(ordered)))] if ordered else 0.0


def in_flight(truth, parts, total):
    """How far what was in flight was from the total, from the first full moment to the first part
    that has no prompt left."""
    last = {}
    for request in truth["each"]:
        part = index(request) % parts
        last[part] = max(last.get(part, 0), request["arrived_ns"] / 1e6)
    until = min(last.values())
    changes = [(at, count) for at, count in truth["in_flight_over_time"]]
    begin = next((at for at, count in changes if count >= total), None)
    if begin is None:
        return None
    near = whole = 0.0
    most = 0
    for (at, count), (then, _) in zip(changes, changes[1:]):
        span = min(then, until) - max(at, begin)
        if span > 0:
            whole += span
            most = max(most, abs(total - count))
            near += span if abs(total - count) <= parts else 0
    return 100 * near / whole if whole else 100.0, most, max(count for _, count in changes)


def lateness(truth, start, parts):
    """At the server, of each request against the one schedule from the moment of the start, ms."""
    wall = time.time() - time.monotonic()
    due = {}
    for facts, requests in parts:
        zero = facts["conditions"]["schedule"]["zero_nanos"]
        for request in requests:
            due[request["index"]] = (request["planned_ns"] - zero) / 1e9
    first = truth["first_arrival_monotonic_ns"]
    return [
        1e3 * ((first + request["arrived_ns"]) / 1e9 + wall - start - due[index(request)])
        for request in truth["each"]
    ], due


def main():
    out, parts, total, offset = sys.argv[1], *map(int, sys.argv[2:5])
    runs = {(name, of): load(os.path.join(out, f"{name}-{of}"))
            for name in ("closed", "open") for of in (1, parts)}
    equal = True
    print("| load | processes | requests | same bodies and ids | most in flight |"
          " within one a part of the total | farthest | late at the server, P50 / P99 / max (ms) |")
    print("|---|---|---|---|---|---|---|---|")
    for (name, of), (truth, start, each) in runs.items():
        same = sent(truth) == sent(runs[name, 1][0])
        equal = equal and same and len(truth["each"]) > 0
        flight = late = ""
        if name == "closed":
            seen = in_flight(truth, of, total)
            flight = "never full | |"
            if seen:
                flight = f"{seen[2]} | {seen[0]:.2f} % of the time | {seen[1]}"
        else:
            figures, due = lateness(truth, start, each)
            same_times = due == lateness(*runs[name, 1])[1]
            equal = equal and same_times
            late = " / ".join(f"{percentile(figures, p):.3f}" for p in (50, 99, 100))
            late += "" if same_times else ", but other times were planned"
            flight = f"{truth['max_in_flight']} | |"
        cells = [name, of, len(truth["each"]), "yes" if same else "NO", flight, late]
        print("| " + " | ".join(map(str, cells)) + " |")
    print()
    for facts, _ in runs["closed", parts][2]:
        shard = facts["shard"]
        clock = shard.get("clock")
        found = "not known" if clock is None else (
            f"{clock['offset_millis']:.3f} ms ± {clock['uncertainty_millis']:.3f} ms,"
            f" from {clock['samples']} answers: {clock['source']}")
        if clock and abs(clock["offset_millis"] - offset) > clock["uncertainty_millis"]:
            equal = False
            found += ", WRONG"
        notes = [note for note in facts["notes"] if note.startswith("The load began")]
        print(f"* Part {shard['index']}/{shard['of']}: the server's clock (set {offset} ms ahead):"
              f" {found}{''.join('; ' + note for note in notes)}")
    print(f"* {os.cpu_count()} cores, {time.strftime('%F')}")
    sys.exit(0 if equal else 1)


if __name__ == "__main__":
    main()
