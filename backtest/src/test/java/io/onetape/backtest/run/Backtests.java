package io.onetape.backtest.run;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.Processors;
import java.util.ArrayList;
import java.util.List;

/** Backtests in memory. */
public final class Backtests {
    /** A result tape and what it says. */
    record Result(MemoryTape tape, BacktestSummary summary) {
        List<RecordView> records() {
            return Backtests.records(tape);
        }
    }

    private Backtests() {}

    /** The market maker, quoting both sides of BTCUSDT. */
    public static BacktestSettings marketMaker() {
        return BacktestSettings.defaults()
                .with("strategy.mm1.type", "market-maker")
                .with("strategy.mm1.symbol", "BTCUSDT")
                .with("strategy.mm1.quantity", "0.01")
                .with("strategy.mm1.maxPosition", "0.1")
                .with("strategy.mm1.spread", "0.2")
                .with("strategy.mm1.enabled", "true")
                .withLimits(List.of(new BacktestSettings.RiskLimits("", Fixed8.ONE, Fixed8.parse("100000"), 10)));
    }

    static Result run(Recording recording, BacktestSettings settings) {
        return run(BacktestRun.prepare(recording.tape(), settings));
    }

    static Result run(BacktestRun run) {
        MemoryTape result = new MemoryTape(run.resultTapeId(), BacktestRun.ROLL);
        BacktestSummary summary = run.run(result, result.writer(), Processors.all(), record -> {}, sequence -> {});
        return new Result(result, summary);
    }

    /** All records of a tape, copied. */
    static List<RecordView> records(Tape tape) {
        List<RecordView> records = new ArrayList<>();
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                records.add(new RecordCopy(reader.record()).view());
            }
        }
        return records;
    }
}
