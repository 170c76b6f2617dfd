package io.onetape.backtest.metrics;

import io.onetape.backtest.metrics.figure.DayReturn;
import io.onetape.backtest.metrics.statistics.SharpeRatios;
import io.onetape.journal.record.RecordView;
import io.onetape.replay.Pipeline;
import io.onetape.services.account.Account;
import java.util.List;

/**
 * Daily returns of a run in which {@code account} is one of the processors, as {@link RunMetrics#days} has them, at the price of one comparison a record: for the trials of a
 * sweep. Single-threaded; one use.
 */
public final class DailyReturns implements Pipeline.Observer {
    private final DayMarks marks = new DayMarks();
    private final Account account;
    private long lastNanos = Long.MIN_VALUE;

    public DailyReturns(Account account) {
        this.account = account;
    }

    @Override
    public void onRecord(RecordView record) {
        lastNanos = record.recordedAtNanos();
        if (lastNanos >= marks.nextNanos()) {
            marks.pass(lastNanos, account.netPnlAtMidnight());
        }
    }

    /** Of each day the account is handed the first record, and so is this; what a run puts on its tape at its beginning and end is seen too. */
    @Override
    public boolean passesOver(int templateId) {
        return true;
    }

    /** The whole days between the marks, none without a capital; ends the watch. */
    public List<DayReturn> days() {
        marks.end(lastNanos, account.netPnl());
        double capital = account.capital();
        return capital > 0 ? marks.days(capital) : List.of();
    }

    /** The returns alone, for {@link SharpeRatios#daily}. */
    public static double[] returns(List<DayReturn> days) {
        return days.stream().mapToDouble(DayReturn::value).toArray();
    }
}
