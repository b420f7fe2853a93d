"""What bench/late counts: lateness of requests, by their plan, their client and their server.

late.py plan RUN-FOLDER CASE-FOLDER TOKENS    the plan of our run, for the other clients
late.py measure CLIENT CASE REQUESTS FOLDER PLAN    a row, of a client's files and truth.json
late.py table ROWS    rows as Markdown, medians of the rounds
"""

import glob
import json
import re
import sys
import time
from collections import defaultdict

MILLI = 1e6
MODEL = "Qwen2.5-0.5B-Instruct"


def read(file):
    with open(file, encoding="utf-8") as lines:
        return json.load(lines)


def percentile(values, percent):
    """Linear, as numpy's."""
    values = sorted(values)
    at = (len(values) - 1) * percent / 100
    low = int(at)
    return values[low] + (at - low) * (values[min(low + 1, len(values) - 1)] - values[low])


def spread(nanos):
    if not nanos:
        return None
    return {
        "mean": sum(nanos) / len(nanos) / MILLI,
        "p50": percentile(nanos, 50) / MILLI,
        "p99": percentile(nanos, 99) / MILLI,
        "max": max(nanos) / MILLI,
    }


def epoch_less_monotonic():
    """By how many nanoseconds the wall clock is ahead of the monotonic one, of the best of many."""
    readings = []
    for _ in range(1000):
        before = time.monotonic_ns()
        wall = time.time_ns()
        after = time.monotonic_ns()
        readings.append((after - before, wall - (before + after) // 2))
    return min(readings)[1]


def our_run(folder):
    """Our records in the order of the plan, and the monotonic time of their zero.

    run.json pairs the two clocks at a tick of the wall clock, to 20 microseconds or better.
    """
    (file,) = glob.glob(folder + "/run/*/run.json")
    zero = read(file)["clock_zero_epoch_millis"] * 1_000_000 - epoch_less_monotonic()
    with open(file.replace("run.json", "requests.jsonl"), encoding="utf-8") as lines:
        records = sorted(map(json.loads, lines), key=lambda record: record["index"])
    return records, zero


class Times:
    """Of a run's requests, by their number, on the monotonic clock; those that aren't known, none."""

    def __init__(self, planned, sent, connected):
        self.planned = planned
        self.sent = sent
        self.connected = connected


def ours(folder):
    records, zero = our_run(folder)
    return Times(
        {r["index"]: zero + r["planned_ns"] for r in records if "planned_ns" in r},
        {r["index"]: zero + r["sent_ns"] for r in records},
        sum(r.get("connect_ns", 0) > 0 for r in records),
    )


def floor(folder):
    planned, sent, connected = {}, {}, 0
    with open(folder + "/sent.txt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            _, due, at, new = line.split()
            planned[number], sent[number] = int(due), int(at)
            connected += int(new)
    return Times(planned, sent, connected)


def peer(folder, plan, arrived, opened):
    """Its zero is such that the least late request, by its server, is not late."""
    with open(plan, encoding="utf-8") as lines:
        due = [int(line) for line in lines]
    zero = min(at - due[number] for number, at in arrived.items())
    starts = read(folder + "/result.json").get("start_times") or []
    sent = {number: int(at * 1e9) for number, at in enumerate(starts) if number in arrived}
    # By another clock, they say nothing.
    if any(abs(at - arrived[number]) > 60e9 for number, at in sent.items()):
        sent = {}
    return Times({number: zero + at for number, at in enumerate(due)}, sent, opened)


def reported(client, folder):
    file = folder + "/result.json"
    if client == "ours":
        (file,) = glob.glob(folder + "/run/*/vllm.json")
    return read(file)


def measure(client, case, requests, folder, plan):
    truth = read(folder + "/truth.json")
    first = truth["first_arrival_monotonic_ns"]
    arrived, connections = {}, set()
    for request in truth["each"]:
        number = re.search(r"-(\d+)$", request["request_id"])
        if number:
            arrived[int(number[1])] = first + request["arrived_ns"]
            connections.add(request["connection"])
    row = {"client": client, "case": case, "completed": truth["completed"]}
    if len(arrived) != requests or truth["completed"] < requests:
        sys.exit(f"{requests} requests were asked for, {len(arrived)} came")
    if case != "closed":
        if client == "ours":
            times = ours(folder)
        elif client == "floor":
            times = floor(folder)
        else:
            times = peer(folder, plan, arrived, len(connections))
        row["server"] = spread([arrived[n] - due for n, due in times.planned.items()])
        row["client_own"] = spread([at - times.planned[n] for n, at in times.sent.items()])
        row["connected"] = times.connected
        row["rate"] = rate(arrived)
        row["planned_rate"] = rate(times.planned)
        row["over"] = sum(arrived[n] - due > 5e6 for n, due in times.planned.items())
    if client != "floor":
        figures = reported(client, folder)
        row["ttft"] = {"mean": figures["mean_ttft_ms"], "p99": figures["p99_ttft_ms"]}
        row["true_ttft"] = {"mean": truth["ttft_ms"]["mean"], "p99": truth["ttft_ms"]["p99"]}
    if case == "cap":
        row.update(queue(folder))
    return row


def rate(times):
    return (len(times) - 1) / (max(times.values()) - min(times.values())) * 1e9


SLOTS = 10
ANSWER_NANOS = 100_000_000


def queue(folder):
    """Our waits beside those of a queue, first come first served, with a slot each 100 ms; and how

    long after the end of an answer, by its record, the one that waited for it was let in.
    """
    records, _ = our_run(folder)
    computed, starts = [], []
    for number, record in enumerate(records):
        free = starts[number - SLOTS] + ANSWER_NANOS if number >= SLOTS else 0
        starts.append(max(record["planned_ns"], free))
        computed.append(starts[-1] - record["planned_ns"])
    waits = [r.get("admitted_ns", r["planned_ns"]) - r["planned_ns"] for r in records]
    admitted = sorted(r["admitted_ns"] for r in records if "admitted_ns" in r)
    ends = sorted(r["end_ns"] for r in records)
    return {
        "wait": spread(waits),
        "computed_wait": spread(computed),
        "handed_over": spread([at - end for at, end in zip(admitted, ends)]),
    }


def write_plan(run_folder, case_folder, tokens):
    records, _ = our_run(run_folder)
    due = [r["planned_ns"] for r in records]
    # vLLM's first request has the first gap before it, too: the start is not in the plan.
    due = [at - due[0] for at in due]
    with open(case_folder + "/plan.txt", "w", encoding="utf-8") as out:
        out.writelines(f"{at}\n" for at in due)
    with open(case_folder + "/trace.jsonl", "w", encoding="utf-8") as out:
        for number, at in enumerate(due):
            request = {
                "timestamp": at / 1e9,
                "input_length": 20,
                "output_length": tokens,
                "hash_ids": [number, number + 1],
            }
            out.write(json.dumps(request) + "\n")
    body = {
        "model": MODEL,
        "messages": [{"role": "user", "content": [{"type": "text", "text": "word " * 20}]}],
        "temperature": 0.0,
        "max_completion_tokens": tokens,
        "stream": True,
        "stream_options": {"include_usage": True},
        "ignore_eos": True,
    }
    with open(case_folder + "/body.json", "w", encoding="utf-8") as out:
        json.dump(body, out)


TITLES = {
    "ours": "ours",
    "floor": "the floor",
    "vllm": "`vllm bench serve`",
    "vllm-rs": "`vllm-rs bench serve`",
}


def median(values):
    return percentile(values, 50)


def cells(rows, key, digits=2):
    have = [row[key] for row in rows if row.get(key)]
    if not have:
        return "–"
    figures = [median([one[name] for one in have]) for name in ("mean", "p50", "p99", "max")]
    return " · ".join(f"{figure:,.{digits}f}" for figure in figures)


def middle(rows, name, form):
    have = [row[name] for row in rows if row.get(name) is not None]
    return form.format(median(have)) if have else "–"


def table(file):
    groups = defaultdict(list)
    with open(file, encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            groups[row["case"], row["client"]].append(row)
    print("Lateness in ms: mean · P50 · P99 · max; medians of the rounds.\n")
    print(
        "| case | client | rounds | at the server | at the client | later than 5 ms | connected"
        " | requests a second (planned) |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for (case, client), rows in groups.items():
        if any(row.get("server") for row in rows):
            print(
                f"| {case} | {TITLES[client]} | {len(rows)} | {cells(rows, 'server')} |"
                f" {cells(rows, 'client_own')} | {middle(rows, 'over', '{:,.0f}')} |"
                f" {middle(rows, 'connected', '{:,.0f}')} | {middle(rows, 'rate', '{:,.2f}')}"
                f" ({middle(rows, 'planned_rate', '{:,.2f}')}) |"
            )
    print("\nTTFT, ms: reported · true · difference (of each run, its median).\n")
    print("| case | client | mean | P99 |\n|---|---|---|---|")
    for (case, client), rows in groups.items():
        if any(row.get("ttft") for row in rows):
            figures = []
            for name in ("mean", "p99"):
                said = [row["ttft"][name] for row in rows]
                true = [row["true_ttft"][name] for row in rows]
                apart = median([a - b for a, b in zip(said, true)])
                figures.append(f"{median(said):.2f} · {median(true):.2f} · {apart:+.2f}")
            print(f"| {case} | {TITLES[client]} | {' | '.join(figures)} |")
    for (case, client), rows in groups.items():
        if case == "cap":
            print(
                f"\nA cap of {SLOTS}, answers of 100 ms: waits {cells(rows, 'wait', 1)};"
                f" of a computed queue {cells(rows, 'computed_wait', 1)};"
                f" from the end of an answer to who waited for it {cells(rows, 'handed_over')}."
            )


def main(what, *rest):
    if what == "plan":
        write_plan(rest[0], rest[1], int(rest[2]))
    elif what == "measure":
        print(json.dumps(measure(rest[0], rest[1], int(rest[2]), *rest[3:])))
    else:
        table(*rest)


main(*sys.argv[1:])
