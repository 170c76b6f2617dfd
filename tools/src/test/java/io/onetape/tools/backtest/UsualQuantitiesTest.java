package io.onetape.tools.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.QuoteUpdateEncoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.MemoryTape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsualQuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "60000, 0.001, 5, 0.016, 0.16",
        "3, 1, 5, 333, 3330",
        "60000, 1, 5, 1, 10",
        "1, 0.1, 5000, 10000, 100000",
        "0.00001, 1, 5, 100000000, 1000000000",
        "0.00000999, 1, 5, 100000000, 1000000000",
        "0.00000001, 1, 5, 100000000, 1000000000"
    })
    void aQuantityIsAboutAThousandInWholeLotsAndNoMoreThanStrategiesTake(
            String price, String lot, String minimumNotional, String quantity, String position) {
        Instrument instrument = instrument(lot, minimumNotional);

        UsualQuantities.Usual usual =
                UsualQuantities.of(quotedAt(price), List.of(instrument)).of(instrument);

        assertThat(usual).isEqualTo(new UsualQuantities.Usual(quantity, position));
    }

    private static MemoryTape quotedAt(String price) {
        MemoryTape tape = new MemoryTape(1, RollCycle.DAY);
        int source = tape.writer().define(SourceKind.OUTSIDE, "importer", 1);
        RecordDraft draft = new RecordDraft();
        draft.begin(new QuoteUpdateEncoder(), 1)
                .bid(Fixed8.parse(price))
                .bidQuantity(Fixed8.ONE)
                .ask(Fixed8.parse(price) + 1)
                .askQuantity(Fixed8.ONE);
        draft.source(source, 1);
        tape.writer().append(draft.buffer(), draft.length(), source, 1);
        return tape;
    }

    private static Instrument instrument(String lot, String minimumNotional) {
        return new Instrument(
                1,
                Market.USDM,
                Contract.LINEAR,
                false,
                1,
                Fixed8.parse(lot),
                Fixed8.NULL,
                Fixed8.NULL,
                Fixed8.parse(minimumNotional),
                Fixed8.ONE,
                "BINANCE",
                "PEPEUSDT",
                "PEPE",
                "USDT");
    }
}
