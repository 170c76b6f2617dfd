package io.onetape.backtest.importer.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.RefusedException;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.ExternalSignalDecoder;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.TapeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignalMergeTest {
    private static final long SECOND = 1_000_000_000L;

    private final MemoryTape market = new MemoryTape(1, RollCycle.HOUR);
    private final MemoryTape merged = new MemoryTape(2, RollCycle.HOUR);
    private final RecordDraft draft = new RecordDraft();

    @Test
    void aSignalThatIsKnownBeforeASourcesFirstRecordHasItsOwnTime() {
        tick("importer", 10);
        tick("clock", 30);
        merge(signal(5, "BTCUSDT"), signal(20, "BTCUSDT"));
        assertThat(signals())
                .allSatisfy(signal -> assertThat(signal.recordedAtNanos())
                        .isEqualTo(signal.decode(new ExternalSignalDecoder()).availableNanos()));
        assertThat(signals()).hasSize(2);
    }

    @Test
    void ofTwoInstrumentsWithOneSymbolTheVenueDecides() {
        define(1, "BINANCE", Market.USDM);
        define(2, "bybit", Market.USDM);
        tick("importer", 10);
        merge(signal(5, "bybit:BTCUSDT"), signal(6, "Binance:btcusdt"));
        assertThat(signals()).extracting(RecordView::instrument).containsExactly(2, 1);
    }

    @Test
    void withinOneVenueTheMarketDecides() {
        define(1, "BINANCE", Market.USDM);
        define(2, "BINANCE", Market.SPOT);
        merge(signal(5, "BINANCE:SPOT:BTCUSDT"));
        assertThat(signals()).extracting(RecordView::instrument).containsExactly(2);
    }

    @Test
    void aSymbolOfTwoInstrumentsIsRefusedWithTheChoices() {
        define(1, "BINANCE", Market.USDM);
        define(2, "bybit", Market.USDM);
        tick("importer", 10);
        assertThatThrownBy(() -> merge(signal(5, "BTCUSDT")))
                .isInstanceOf(RefusedException.class)
                .hasMessage("found signals for BTCUSDT, which names 2 instruments of the market; expected a symbol that"
                        + " names one of them: BINANCE:BTCUSDT, bybit:BTCUSDT");
    }

    @Test
    void andSoIsOneThatBecomesOneOfTwoLater() {
        define(1, "BINANCE", Market.USDM);
        tick("importer", 10);
        define(2, "BINANCE", Market.SPOT);
        assertThatThrownBy(() -> merge(signal(5, "BTCUSDT")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("BINANCE:USDM:BTCUSDT, BINANCE:SPOT:BTCUSDT");
    }

    private void merge(SignalRow... rows) {
        try (SignalMerge merge = new SignalMerge(merged.writer(), Optional.of(market))) {
            List.of(rows).forEach(merge::add);
            merge.finish();
        }
    }

    private static SignalRow signal(long seconds, String symbol) {
        return new SignalRow(seconds * SECOND, symbol, "alpha", Fixed8.ONE, "", Fixed8.NULL, 0);
    }

    private List<RecordView> signals() {
        List<RecordView> signals = new ArrayList<>();
        try (TapeReader reader = merged.reader()) {
            while (reader.next()) {
                if (reader.record().templateId() == ExternalSignalDecoder.TEMPLATE_ID) {
                    signals.add(new RecordView()
                            .wrap(reader.record().buffer(), 0, reader.record().length()));
                }
            }
        }
        return signals;
    }

    private void tick(String source, long seconds) {
        draft.begin(new TickEncoder(), 0).wallNanos(seconds * SECOND);
        append(source, seconds * SECOND);
    }

    private void define(int id, String venue, Market kind) {
        long any = Fixed8.ONE;
        Instrument one = new Instrument(
                id, kind, Contract.LINEAR, false, any, any, any, any, any, any, venue, "BTCUSDT", "BTC", "USDT");
        one.encode(draft.begin(new InstrumentDefinedEncoder(), id));
        append("importer", SECOND);
    }

    private void append(String source, long nanos) {
        int number = market.writer().define(SourceKind.OUTSIDE, source, nanos);
        draft.source(number, market.writer().sources().last(number) + 1).cause(0, 0);
        market.writer().append(draft.buffer(), draft.length(), number, nanos);
    }
}
