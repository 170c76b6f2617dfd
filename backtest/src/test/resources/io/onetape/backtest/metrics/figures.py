#!/usr/bin/env python3
"""Metrics of a result tape, computed a second time, for a test: python3 figures.py case.ndjson.gz > case.json

Standard library only, no code shared with Onetape: it holds all records in memory and follows docs/formats.md by the letter. The cases:

  tape backtest market-maker TAPE --out RUN   over shared/data/hftbacktest/usdm/btcusdt_20240808.gz
  tape export --from start --to +100s -t BookTop -t Fill -t VenueReply -t SubmitOrder -t SubmitCancel -t FundingPaid \
      -t MarkPriceUpdate -t InstrumentDefined -t SimulationConfigured RUN/tape | gzip -9n > maker.ndjson.gz

and taker.ndjson.gz the same of the whole run of `tape backtest scalping`, in which the 2,000th and the 4,000th BookTop were made gaps. A new field of a record
needs no new case: the test reads a missing one as null.
"""
import bisect
import gzip
import json
import sys
from decimal import Decimal as D

HORIZONS = [100_000_000, 1_000_000_000, 10_000_000_000, 60_000_000_000]


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def sign(fill):
    return 1 if fill["side"] == "BUY" else -1


def equity_path(records):
    """Net profit after each record at which it moved, with the time of the record before."""
    capital = D([r for r in records if r["type"] == "SimulationConfigured"][0]["capital"])
    cash = position = fees = funding = D(0)
    mark = None
    from_venue = False
    previous_time = int(records[0]["recordedAtNanos"])
    peak = D(0)
    peak_time = None
    worst = None
    net = D(0)
    at_peak = True
    for r in records:
        time = int(r["recordedAtNanos"])
        if r["type"] == "BookTop" and r["status"] == "VALID" and not from_venue:
            mark = D(r["mid"])
        elif r["type"] == "MarkPriceUpdate" and r["mark"] is not None:
            mark, from_venue = D(r["mark"]), True
        elif r["type"] == "Fill":
            mark = D(r["price"]) if mark is None else mark
            position += sign(r) * D(r["quantity"])
            cash -= sign(r) * D(r["quantity"]) * D(r["price"])
            fees += D(r["fee"])
        elif r["type"] == "FundingPaid":
            funding += D(r["payment"])
        net = cash + (position * mark if position else 0) - fees + funding
        if net >= peak:
            if worst and worst["peak"] == peak_time and not worst["recovered"] and not at_peak:
                worst["recovered"], worst["end"] = True, time
            peak, at_peak = net, True
        else:
            if at_peak:
                peak_time, at_peak = previous_time, False
            if worst is None or peak - net > worst["money"]:
                worst = {"money": peak - net, "peakNet": peak, "peak": peak_time, "trough": time, "recovered": False}
        previous_time = time
    if worst and not worst["recovered"]:
        worst["end"] = previous_time
    return {
        "net": str(net.normalize()),
        "fees": str(fees.normalize()),
        "drawdown": {
            "money": str(worst["money"].normalize()),
            "peakEquity": str((capital + worst["peakNet"]).normalize()),
            "peakNanos": str(worst["peak"]),
            "troughNanos": str(worst["trough"]),
            "endNanos": str(worst["end"]),
            "recovered": worst["recovered"],
        },
    }


def mids(records):
    """Times that never go back, the mid from then on, and the number of gaps so far; None where the book is not known."""
    times, values, gaps = [], [], []
    now, lost = 0, 0
    for r in records:
        if r["type"] != "BookTop" or r["status"] == "CROSSED":
            continue
        now = max(now, int(r["exchangeNanos"] or r["recordedAtNanos"]))
        known = r["status"] == "VALID"
        if not known and (not values or values[-1] is not None):
            lost += 1
        times.append(now)
        values.append(D(r["mid"]) if known else None)
        gaps.append(lost)
    return times, values, gaps


def markouts(records):
    times, values, gaps = mids(records)
    groups = {}
    for r in records:
        if r["type"] != "Fill":
            continue
        for liquidity in ("ALL", r["liquidity"]):
            for side in ("ALL", r["side"]):
                group = groups.setdefault(liquidity + " " + side, {
                    "fills": 0, "notional": D(0), "capture": [D(0), D(0), 0],
                    "horizons": [{"markout": [D(0), D(0), 0], "adverse": [D(0), D(0), 0], "overGap": 0, "overEnd": 0}
                                 for _ in HORIZONS]})
                add_fill(group, r, times, values, gaps)
    return {name: figures(group) for name, group in sorted(groups.items())}


def add_fill(group, fill, times, values, gaps):
    price, quantity, s = D(fill["price"]), D(fill["quantity"]), sign(fill)
    happened = int(fill["exchangeNanos"])
    before = bisect.bisect_left(times, happened) - 1
    group["fills"] += 1
    group["notional"] += price * quantity
    if values[before] is not None:
        add(group["capture"], s * (values[before] - price) * quantity, price * quantity)
    for horizon, sums in zip(HORIZONS, group["horizons"]):
        if happened + horizon > times[-1]:
            sums["overEnd"] += 1
            continue
        after = bisect.bisect_right(times, happened + horizon) - 1
        if values[before] is None or values[after] is None or gaps[before] != gaps[after]:
            sums["overGap"] += 1
            continue
        add(sums["markout"], s * (values[after] - price) * quantity, price * quantity)
        add(sums["adverse"], s * (values[before] - values[after]) * quantity, price * quantity)


def add(sums, gained, notional):
    sums[0] += gained
    sums[1] += notional
    sums[2] += 1


def bps(sums):
    return {"fills": sums[2], "bps": float(10_000 * sums[0] / sums[1]) if sums[2] else None}


def figures(group):
    return {
        "fills": group["fills"],
        "notional": str(group["notional"].normalize()),
        "capture": bps(group["capture"]),
        "horizons": [{"markout": bps(h["markout"]), "adverse": bps(h["adverse"]),
                      "overGap": h["overGap"], "overEnd": h["overEnd"]} for h in group["horizons"]],
    }


def causes(records):
    """From the definitions: capture by fill, the position at each mid by exchange time times its move."""
    times, values, _ = mids(records)
    fills = [r for r in records if r["type"] == "Fill"]
    path = [(t, 1, v) for t, v in zip(times, values) if v is not None]
    path += [(int(f["exchangeNanos"]), 0, f) for f in fills]
    path.sort(key=lambda step: step[:2])  # at one time the fill comes first: its mid is of the time before
    mid, position, capture, moved = None, D(0), D(0), D(0)
    for _, kind, what in path:
        if kind == 1:
            moved += position * (what - mid) if mid is not None else 0
            mid = what
        else:
            capture += sign(what) * (mid - D(what["price"])) * D(what["quantity"])
            position += sign(what) * D(what["quantity"])
    return {"capture": str(capture.normalize()), "midMove": str(moved.normalize()), "position": str(position.normalize())}


def round_trips(records):
    nets, position = [], D(0)
    cash = fees = funding = D(0)
    for r in records:
        if r["type"] == "FundingPaid" and position:
            funding += D(r["payment"])
        if r["type"] != "Fill":
            continue
        change, fee, price = sign(r) * D(r["quantity"]), D(r["fee"]), D(r["price"])
        parts = [(change, fee)]
        if position and (position + change) * position < 0:
            closing = (fee * abs(position) / abs(change)).quantize(D("1e-8"))
            parts = [(-position, closing), (change + position, fee - closing)]
        for part, part_fee in parts:
            if not position:
                cash = fees = funding = D(0)
            cash -= part * price
            fees += part_fee
            position += part
            if not position:
                nets.append(cash.quantize(D("1e-8")) - fees + funding)
    wins = [n for n in nets if n > 0]
    losses = [n for n in nets if n < 0]
    return {
        "count": len(nets), "wins": len(wins), "losses": len(losses), "open": 1 if position else 0,
        "net": str(sum(nets, D(0)).normalize()), "worst": [str(n.normalize()) for n in sorted(nets)[:10]],
        "payoff": float((sum(wins) / len(wins)) / -(sum(losses) / len(losses))) if wins and losses else None,
    }


def trading(records):
    fills = [r for r in records if r["type"] == "Fill"]
    submits = {(r["strategy"], r["intent"], r["attempt"]): r for r in records if r["type"] == "SubmitOrder"}
    replies = [r for r in records if r["type"] == "VenueReply"]
    accepted = [submits[(r["strategy"], r["intent"], r["attempt"])] for r in replies if r["kind"] == "ACCEPTED"]
    cancels = sum(r["type"] == "SubmitCancel" for r in records)
    notional = sum(D(f["price"]) * D(f["quantity"]) for f in fills)
    maker = [f for f in fills if f["liquidity"] == "MAKER"]
    return {
        "makerRatioByNotional": float(sum(D(f["price"]) * D(f["quantity"]) for f in maker) / notional),
        "makerRatioByCount": len(maker) / len(fills),
        "fillRatio": float(sum(D(f["quantity"]) for f in fills) / sum(D(s["quantity"]) for s in accepted)),
        "cancelsPerFill": cancels / len(fills),
        "rejectRate": sum(r["kind"] == "REJECTED" for r in replies) / len(submits),
    }


def first_fills(records):
    """Kaplan and Meier, one order after the other: time to the first maker fill, censored by the cancel, the expiry or the end."""
    resting = {}
    for r in records:
        if r["type"] == "SubmitOrder":
            resting[(r["strategy"], r["intent"])] = r["orderType"] == "LIMIT" and r["timeInForce"] in ("GTC", "GTX")
    joined, times = {}, []
    end = max(int(r["exchangeNanos"]) for r in records if r.get("exchangeNanos"))
    filled = {}
    for r in records:
        if r["type"] not in ("VenueReply", "Fill"):
            continue
        order, now = (r["strategy"], r["intent"]), int(r["exchangeNanos"])
        if r["type"] == "Fill":
            filled[order] = filled.get(order, D(0)) + D(r["quantity"])
            if order in joined and r["liquidity"] == "MAKER":
                times.append((now - joined.pop(order), True))
        elif r["kind"] == "ACCEPTED" and resting[order]:
            joined[order] = now
        elif r["kind"] in ("CANCELED", "EXPIRED") and order in joined:
            times.append((now - joined.pop(order), False))
    quantity = {(r["strategy"], r["intent"]): D(r["quantity"]) for r in records if r["type"] == "SubmitOrder"}
    for order, start in joined.items():
        if filled.get(order, D(0)) < quantity[order]:  # what a taker fill has ended does not wait
            times.append((end - start, False))
    survival, shares = 1.0, {}
    for limit in (100_000_000, 1_000_000_000, 5_000_000_000):
        survival = 1.0
        for moment in sorted({t for t, event in times if event and t <= limit}):
            at_risk = sum(t >= moment for t, _ in times)
            survival *= 1 - sum(t == moment and event for t, event in times) / at_risk
        shares[str(limit)] = 1 - survival
    return {"orders": len(times), "events": sum(event for _, event in times), "within": shares}


def main():
    records = read(sys.argv[1])
    result = equity_path(records)
    result["causes"] = causes(records)
    result["roundTrips"] = round_trips(records)
    result["trading"] = trading(records)
    result["firstFill"] = first_fills(records)
    result["markouts"] = markouts(records)
    print(json.dumps(result, indent=1))


main()
