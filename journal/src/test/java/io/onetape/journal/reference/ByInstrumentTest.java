package io.onetape.journal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.MemoryTape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ByInstrumentTest {
    private final ByInstrument<String> names = new ByInstrument<>();

    @Test
    void whatWasPutIsFoundAndGoneThroughInTheOrderOfIds() {
        names.put(7, "seven");
        names.put(2, "two");
        names.put(ByInstrument.MAX_ID, "last");
        names.put(7, "another");

        assertThat(names.find(2)).isEqualTo("two");
        assertThat(names.find(3)).isNull();
        assertThat(names).containsExactly("two", "another", "last");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, ByInstrument.MAX_ID + 1, Integer.MAX_VALUE})
    void whatIsNoIdHasNothingAndTakesNothing(int id) {
        assertThat(names.find(id)).isNull();
        assertThatThrownBy(() -> names.put(id, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected an instrument's id from 1 to 1048576, found " + id);
        assertThat(names).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, ByInstrument.MAX_ID + 1, Integer.MAX_VALUE})
    void aDefinitionUnderWhatIsNoIdDoesNotComeOntoATape(int id) {
        MemoryTape tape = new MemoryTape(7, RollCycle.HOUR);
        int source = tape.writer().define(SourceKind.OUTSIDE, "importer", 1);
        long before = tape.writer().lastSequence();
        RecordDraft draft = new RecordDraft();
        draft.begin(new InstrumentDefinedEncoder(), id)
                .market(Market.USDM)
                .contract(Contract.LINEAR)
                .venue("BINANCE")
                .symbol("BTCUSDT");
        draft.source(source, 1);

        assertThatThrownBy(() -> tape.writer().append(draft.buffer(), draft.length(), source, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an instrument's id from 1 to");
        assertThat(tape.writer().lastSequence()).isEqualTo(before);
    }
}
