package io.onetape.backtest.venue;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.Side;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order-by-order market at the simulated venue, with an order of ours in its queue, leaves no garbage behind. */
final class OrdersAllocationTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int ROUNDS = 12;

    @Test
    void nothingIsAllocatedForAnOrder() {
        List<RecordView> market = new ArrayList<>();
        new SyntheticMarket(7, 20 * SECOND, 1_760_000_000L * SECOND)
                .orderByOrder()
                .writeTo((fact, nanos) ->
                        market.add(new RecordCopy(new RecordView().wrap(fact.buffer(), 0, fact.length())).view()));
        market.removeIf(record -> record.instrument() != 1 || record.templateId() != DepthOrderDecoder.TEMPLATE_ID);
        assertThat(market.size()).isGreaterThan(5_000);

        TestVenue venue = new TestVenue(QueueRule.L3, FillModel.PARTIAL_FILL, BookSource.DEPTH);
        venue.orders("1 BUY 5 @ 100", "2 SELL 5 @ 101");
        venue.limit(1, Side.BUY, "1", "50");
        venue.limit(2, Side.BUY, "1", "51");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        DepthOrderDecoder order = new DepthOrderDecoder();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) { // it grows at first, and is compiled meanwhile
            int behindSnapshot = 0;
            do {
                venue.market(market.get(behindSnapshot)); // levels may be laid out anew, once a snapshot
            } while (market.get(behindSnapshot++).decode(order).last() == Flag.NO);
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = behindSnapshot; i < market.size(); i++) {
                venue.market(market.get(i));
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat((double) least / market.size()).as("bytes a record").isLessThan(0.1);
        assertThat(venue.outcomes()).isEmpty();
    }
}
