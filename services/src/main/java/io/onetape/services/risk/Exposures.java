package io.onetape.services.risk;

import io.onetape.journal.schema.Side;
import io.onetape.services.orders.OrderTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/** Position and open orders of every instrument. A function of the fills, the passed orders and their ends. */
final class Exposures {
    private final List<@Nullable Exposure> byInstrument = new ArrayList<>();
    private final OrderTable<OpenOrder> orders = new OrderTable<>();
    private final ArrayDeque<OpenOrder> spare = new ArrayDeque<>();

    Exposure of(int instrument) {
        while (byInstrument.size() <= instrument) {
            byInstrument.add(null);
        }
        Exposure exposure = byInstrument.get(instrument);
        if (exposure == null) {
            exposure = new Exposure(instrument);
            byInstrument.set(instrument, exposure);
        }
        return exposure;
    }

    /** From now on the order may fill. */
    void open(long strategy, long intent, int instrument, Side side, long quantity) {
        OpenOrder used = spare.poll();
        OpenOrder order = used == null ? new OpenOrder() : used;
        order.strategy = strategy;
        order.intent = intent;
        order.instrument = instrument;
        order.side = side;
        order.leaves = quantity;
        add(order);
    }

    /** The order has ended, or risk did not pass it: nothing of it is open any more. */
    void close(long strategy, long intent) {
        OpenOrder order = orders.find(strategy, intent);
        if (order != null) {
            Exposure exposure = of(order.instrument);
            exposure.open(order.side, -order.leaves);
            exposure.openOrders--;
            spare.add(orders.remove(strategy, intent));
        }
    }

    /** The position moves, whatever is known of the order; its leaves shrink, but not below nothing. */
    void fill(long strategy, long intent, int instrument, Side side, long quantity) {
        of(instrument).fill(side, quantity);
        OpenOrder order = orders.find(strategy, intent);
        if (order != null) {
            long taken = Math.min(quantity, order.leaves);
            of(order.instrument).open(order.side, -taken);
            order.leaves -= taken;
        }
    }

    private void add(OpenOrder order) {
        orders.add(order.strategy, order.intent, order);
        Exposure exposure = of(order.instrument);
        exposure.open(order.side, order.leaves);
        exposure.openOrders++;
    }

    void writeState(WireOut state) {
        state.write("exposures").sequence(byInstrument, (all, out) -> {
            for (Exposure exposure : all) {
                if (exposure != null) {
                    out.marshallable(exposure::writeState);
                }
            }
        });
    }

    void readState(WireIn state) {
        state.read("exposures").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> to.of(wire.read("instrument").int32()).readState(wire));
            }
        });
    }

    void writeOrders(WireOut state) {
        state.write("orders").sequence(orders, (all, out) -> {
            for (int i = 0; i < all.size(); i++) {
                out.marshallable(all.get(i)::writeState);
            }
        });
    }

    void readOrders(WireIn state) {
        state.read("orders").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                OpenOrder order = new OpenOrder();
                in.marshallable(order::readState);
                to.add(order);
            }
        });
    }
}
