package io.onetape.services.strategy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ExternalSignalDecoder;

/** A signal that was computed elsewhere, as a strategy gets it. Valid during the call; used again for the next one. Numbers are Fixed8. */
public final class OutsideSignal {
    private final ExternalSignalDecoder decoder = new ExternalSignalDecoder();
    private long availableNanos;
    private long strategy;
    private long value;
    private long fairPrice;
    private int priority;
    private String symbol = "";
    private String name = "";

    OutsideSignal take(RecordView record) {
        record.decode(decoder);
        availableNanos = decoder.availableNanos();
        strategy = OrderId.getStrategy(
                decoder.buffer(), decoder.offset() + ExternalSignalDecoder.strategyEncodingOffset());
        value = decoder.value();
        fairPrice = decoder.fairPrice();
        priority = decoder.priority();
        symbol = decoder.signalSymbol();
        name = decoder.name();
        return this;
    }

    /** True if the tape had it before it was known: a strategy that saw it would see the future. */
    boolean isEarly(long recordedAtNanos) {
        return availableNanos == Fixed8.NULL || availableNanos > recordedAtNanos;
    }

    boolean isFor(long one) {
        return strategy == 0 || strategy == one;
    }

    /** When it became known, nanoseconds since the epoch. */
    public long availableNanos() {
        return availableNanos;
    }

    /** By convention the conviction from -1 (sell) over 0 (none) to 1 (buy). */
    public long value() {
        return value;
    }

    /** {@link Fixed8#NULL} if it was not given. */
    public long fairPrice() {
        return fairPrice;
    }

    /** Higher wins. */
    public int priority() {
        return priority;
    }

    public String symbol() {
        return symbol;
    }

    public String name() {
        return name;
    }
}
