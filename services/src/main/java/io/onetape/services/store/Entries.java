package io.onetape.services.store;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AccountChangedDecoder;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.CircuitChangedDecoder;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.TradingHaltedDecoder;
import io.onetape.journal.schema.TradingResumedDecoder;
import io.onetape.services.orders.OrderLifeCycle;
import org.agrona.collections.IntArrayList;

/** Which record stands under which key, and for how long. Pure: the tape's records and their times are all it knows. */
final class Entries {
    private final ListedEntries map;
    private final Transients transients;
    private final CacheValue value = new CacheValue();
    private final OrderChangedDecoder order = new OrderChangedDecoder();
    private final PositionChangedDecoder position = new PositionChangedDecoder();
    private final CircuitChangedDecoder circuit = new CircuitChangedDecoder();
    private final IntArrayList halted = new IntArrayList(); // instruments, 0 for the account

    Entries(CacheMap map) {
        this.map = new ListedEntries(map);
        this.transients = new Transients(this.map);
    }

    void accept(RecordView record) {
        switch (record.templateId()) {
            case BookTopDecoder.TEMPLATE_ID -> top(record);
            case OrderChangedDecoder.TEMPLATE_ID -> order(record);
            case PositionChangedDecoder.TEMPLATE_ID -> {
                PositionSide side = record.decode(position).positionSide();
                put(View.POSITION, record.instrument(), side(side), record, CacheValue.NEVER);
            }
            case AccountChangedDecoder.TEMPLATE_ID -> put(View.ACCOUNT, 0, 0, record, CacheValue.NEVER);
            case CircuitChangedDecoder.TEMPLATE_ID -> circuit(record);
            case TradingHaltedDecoder.TEMPLATE_ID -> {
                halt(record.instrument());
                putText(View.TRADING, record.instrument(), 0, record, textBehind(record));
            }
            case TradingResumedDecoder.TEMPLATE_ID -> {
                resumeAll();
                putText(View.TRADING, 0, 0, record, textBehind(record));
            }
            case InstrumentDefinedDecoder.TEMPLATE_ID -> instrument(record);
            default -> {} // not in the cache
        }
        transients.expire(record.recordedAtNanos());
    }

    /** A tape of the first schema does not say: one-way. */
    static int side(PositionSide side) {
        return (side == PositionSide.NULL_VAL ? PositionSide.BOTH : side).value();
    }

    private void top(RecordView record) {
        long expires = Math.addExact(record.recordedAtNanos(), Transients.TOP_NANOS);
        put(View.TOP, record.instrument(), 0, record, expires);
        transients.top(record.instrument());
    }

    private void order(RecordView record) {
        record.decode(order);
        long strategy =
                OrderId.getStrategy(order.buffer(), order.offset() + OrderChangedDecoder.strategyEncodingOffset());
        long intent = order.intent();
        if (OrderLifeCycle.isTerminal(order.state())) {
            long expires = Math.addExact(record.recordedAtNanos(), Transients.ENDED_NANOS);
            put(View.ORDER, strategy, intent, record, expires);
            transients.ended(strategy, intent, expires);
        } else {
            put(View.ORDER, strategy, intent, record, CacheValue.NEVER);
        }
    }

    private void circuit(RecordView record) {
        long name = CacheKey.ofName(record.decode(circuit).circuit());
        putText(View.CIRCUIT, record.instrument(), name, record, circuit.limit());
    }

    private void halt(int instrument) {
        if (!halted.containsInt(instrument)) {
            halted.addInt(instrument);
        }
    }

    private void resumeAll() {
        for (int i = 0; i < halted.size(); i++) {
            map.remove(View.TRADING, halted.getInt(i), 0);
        }
        halted.clear();
    }

    /** One whose texts have no room is left out: readers then have its number. */
    private void instrument(RecordView record) {
        if (record.length() <= CacheValue.MAXIMUM_RECORD) {
            put(View.INSTRUMENT, record.instrument(), 0, record, CacheValue.NEVER);
        }
    }

    private static int textBehind(RecordView record) {
        return RecordHeader.LENGTH + record.blockLength();
    }

    private void put(View view, long first, long second, RecordView record, long expiresNanos) {
        value.record(record, expiresNanos);
        map.put(view, first, second, value);
    }

    private void putText(View view, long first, long second, RecordView record, int textAt) {
        if (record.length() > CacheValue.MAXIMUM_RECORD) {
            value.cutRecord(record, textAt, CacheValue.NEVER);
        } else {
            value.record(record, CacheValue.NEVER);
        }
        map.put(view, first, second, value);
    }
}
