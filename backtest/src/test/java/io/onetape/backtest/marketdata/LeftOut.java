package io.onetape.backtest.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.marketdata.Recording.Tops;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.services.marketdata.MarketData;
import java.util.ArrayList;
import java.util.List;

/** A recording with one of its depth updates left out. */
final class LeftOut {
    private final List<RecordView> records;
    private final List<Integer> updates = new ArrayList<>();

    /** The first {@code dropped} updates are older than the snapshot. */
    LeftOut(List<RecordView> all, int dropped) {
        records = all.stream()
                .filter(record -> record.templateId() != QuoteUpdateDecoder.TEMPLATE_ID)
                .toList();
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).templateId() == DepthUpdateDecoder.TEMPLATE_ID) {
                updates.add(i);
            }
        }
        assertThat(updates.size()).isGreaterThan(dropped + 2);
    }

    /** How many updates there are, those that are dropped too. */
    int updates() {
        return updates.size();
    }

    /** The book has one gap, and is not valid at the end: no snapshot follows. */
    void leaveOut(int update) {
        List<RecordView> rest = new ArrayList<>(records);
        rest.remove((int) updates.get(update));
        Tops tops = Recording.feed(new MarketData(), rest);
        assertThat(tops.gaps).as("update %d", update).isEqualTo(1);
        assertThat(tops.last().status()).as("update %d", update).isEqualTo(BookStatus.GAP);
    }
}
