package io.onetape.backtest.metrics.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.onetape.backtest.metrics.figure.Money;
import io.onetape.backtest.metrics.statistics.Figure;
import io.onetape.journal.fixed.Fixed8;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes fields, and keeps for each null where it stands and why. Single-threaded. */
final class JsonFields {
    private final JsonGenerator json;
    private final SortedMap<String, String> missing = new TreeMap<>();

    JsonFields(JsonGenerator json) {
        this.json = json;
    }

    JsonGenerator generator() {
        return json;
    }

    /** By path, such as {@code sharpe.value}. */
    SortedMap<String, String> missing() {
        return missing;
    }

    void begin(String name) throws IOException {
        json.writeObjectFieldStart(name);
    }

    void end() throws IOException {
        json.writeEndObject();
    }

    void count(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    void nanos(String name, long value) throws IOException {
        json.writeStringField(name, Long.toString(value));
    }

    void text(String name, String value) throws IOException {
        json.writeStringField(name, value);
    }

    void flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    /** A Fixed8 number that may be {@link Fixed8#NULL}. */
    void decimal(String name, long fixed8, String reason) throws IOException {
        if (fixed8 == Fixed8.NULL) {
            none(name, reason);
        } else {
            decimal(name, fixed8);
        }
    }

    void decimal(String name, long fixed8) throws IOException {
        json.writeStringField(name, Fixed8.toString(fixed8));
    }

    void decimal(String name, BigDecimal exact) throws IOException {
        json.writeStringField(
                name, exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString());
    }

    void money(String name, Money money) throws IOException {
        decimal(name, money.value(), money.reason());
    }

    void figure(String name, Figure figure) throws IOException {
        if (figure.isKnown()) {
            json.writeNumberField(name, figure.value());
        } else {
            none(name, figure.reason());
        }
    }

    private void none(String name, String reason) throws IOException {
        json.writeNullField(name);
        missing.put(
                json.getOutputContext().pathAsPointer().toString().substring(1).replace('/', '.'), reason);
    }
}
