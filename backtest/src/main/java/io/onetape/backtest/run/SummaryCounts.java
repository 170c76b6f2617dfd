package io.onetape.backtest.run;

import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.verify.OutputHash;
import io.onetape.replay.Processor;
import io.onetape.services.account.Account;
import java.util.List;

/** Takes the hash of what is decided on the result tape, and counts orders. Single-threaded. */
final class SummaryCounts {
    private final OutputHash hash = new OutputHash();
    private long requested;
    private long submitted;

    void add(RecordView record) {
        hash.add(record);
        switch (record.templateId()) {
            case OrderRequestedDecoder.TEMPLATE_ID -> requested++;
            case SubmitOrderDecoder.TEMPLATE_ID -> submitted++;
            default -> {} // among all records
        }
    }

    /** {@code events}: how many records the result tape has. */
    BacktestSummary summary(
            long events, BacktestSettings settings, SourceScan scan, long shiftNanos, List<Processor> processors) {
        Account account = processors.stream()
                .filter(Account.class::isInstance)
                .map(Account.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected an account among the processors"));
        return new BacktestSummary(
                hash.finish(),
                scan.tapeHash(),
                scan.records(),
                scan.durationNanos(),
                shiftNanos,
                events,
                requested,
                submitted,
                account.fills(),
                account.makerFills(),
                account.takerFills(),
                account.turnover(),
                settings.capital(),
                account.fees(),
                account.funding(),
                account.realizedPnl(),
                account.unrealizedPnl(),
                account.netPnl(),
                account.maxDrawdown(),
                account.positions().stream()
                        .filter(held -> held.position() != 0 || held.realizedPnl() != 0 || held.fees() != 0)
                        .map(held -> BacktestSummary.Position.of(held, scan))
                        .toList(),
                scan.inputs(shiftNanos).stream().map(BacktestSummary.Input::of).toList());
    }
}
