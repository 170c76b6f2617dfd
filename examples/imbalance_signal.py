#!/usr/bin/env python3
"""Reads a lake with pandas, computes a signal of its own, and writes it for `tape import signals`.

    tape export --format parquet --out LAKE TAPE
    python3 examples/imbalance_signal.py LAKE BTCUSDT signals.parquet
    tape import signals signals.parquet --market TAPE --out J
    tape backtest signal-follower J --set quantity=0.01 --set maxPosition=0.01

Needs pandas and an engine for Parquet, pyarrow or fastparquet: pip install pandas pyarrow
"""
import json
import pathlib
import sys

import pandas as pd


def read(lake, family, symbol):
    """All rows of one family and symbol, by sequence. Times are timestamp[ns] without a zone, and mean UTC."""
    files = sorted(pathlib.Path(lake, family).glob(f"date=*/symbol={symbol}/part-*.parquet"),
                   key=lambda file: (file.parts[-3], int(file.stem.split("-")[1])))
    if not files:
        sys.exit(f"{lake} has no {family} of {symbol}")
    return pd.concat([pd.read_parquet(file) for file in files], ignore_index=True)


def main(lake, symbol, out):
    manifest = json.loads(pathlib.Path(lake, "_manifest.json").read_text())
    print(f"tape {manifest['tapeId']}, {manifest['records']} records, schema {manifest['schemaVersion']}")

    prints = read(lake, "trade", symbol)
    assert prints["sequence"].is_monotonic_increasing
    assert (prints["ts"].astype("int64") == prints["ts_ns"]).all(), "every nanosecond is there"
    assert ((prints["price"] * 1e8).round().astype("int64") == prints["price_e8"]).all()
    print(f"{len(prints)} prints from {prints['ts'].iloc[0]} to {prints['ts'].iloc[-1]}")

    # What was bought less what was sold by takers, as a part of both, over a second of our receive clock.
    signed = prints["quantity"].where(prints["aggressor"] == "BUY", -prints["quantity"])
    by_second = pd.DataFrame({"signed": signed, "all": prints["quantity"], "last_ns": prints["ts_ns"]})
    by_second = by_second.groupby(prints["ts_ns"] // 1_000_000_000).agg(
        {"signed": "sum", "all": "sum", "last_ns": "max"})

    signals = pd.DataFrame({
        # A second is known when it is over, not when it begins. Nobody sees the signal before.
        "available_time": (by_second.index.to_numpy() + 1) * 1_000_000_000,
        "symbol": symbol,
        "name": "taker-imbalance",
        "value": (by_second["signed"] / by_second["all"]).to_numpy(),
    })
    if str(out).endswith(".parquet"):
        signals.to_parquet(out)
    else:
        signals.to_csv(out, index=False)
    print(f"{len(signals)} signals in {out}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
