package io.onetape.backtest.naive;

import io.onetape.backtest.naive.Fact.Mark;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The next funding of one instrument: once at its boundary, on the position then, with the mark and rate last published. */
final class NaiveFunding {
    static final long NEVER = Long.MAX_VALUE;

    private final Hits hits;
    private @Nullable Mark last;
    private @Nullable BigDecimal rate;
    private long dueNanos = NEVER;

    NaiveFunding(Hits hits) {
        this.hits = hits;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** A mark that comes without a rate, or without the next boundary, leaves what was published before. */
    void published(Mark mark, long now) {
        last = mark;
        rate = mark.rate() == null ? rate : mark.rate();
        long next = mark.nextFundingNanos() == null ? dueNanos : mark.nextFundingNanos();
        dueNanos = next <= now || rate == null ? NEVER : next;
    }

    @Nullable BigDecimal mark() {
        return last == null ? null : last.mark();
    }

    void pay(NaiveMarket market, NaiveVenue venue) {
        BigDecimal position = market.position;
        long boundary = dueNanos;
        dueNanos = NEVER;
        if (position.signum() == 0 || last == null || rate == null) {
            hits.hit(Rule.FUNDING_WHILE_FLAT);
            return;
        }
        BigDecimal notional = Decimal.times(position, last.mark());
        BigDecimal payment = Decimal.times(notional, rate).negate();
        hits.hitIf(payment.signum() < 0, Rule.FUNDING_PAID);
        hits.hitIf(payment.signum() > 0, Rule.FUNDING_RECEIVED);
        venue.account.paid(payment);
        venue.answers.funded(
                market.instrument, payment, rate, last.mark(), position, market.definition.quoteAsset(), boundary);
    }
}
