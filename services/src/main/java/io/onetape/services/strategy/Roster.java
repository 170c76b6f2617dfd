package io.onetape.services.strategy;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.TradingState;
import io.onetape.services.orders.OrderTable;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/** All strategies that have settings, by name, also those that another engine hosts. */
final class Roster {
    private final StrategyTypes types;
    private final Instruments instruments;
    private final StrategyRecords records;
    private final Combination combination;
    private final OrderTable<Hosted> strategies = new OrderTable<>();
    private TradingState trading = TradingState.NORMAL;

    Roster(StrategyTypes types, Instruments instruments, StrategyRecords records, Combination combination) {
        this.types = types;
        this.instruments = instruments;
        this.records = records;
        this.combination = combination;
    }

    int size() {
        return strategies.size();
    }

    Hosted get(int index) {
        return strategies.get(index);
    }

    @Nullable Hosted find(long strategy) {
        return strategies.find(strategy, 0);
    }

    Hosted findOrAdd(long strategy) {
        Hosted hosted = find(strategy);
        if (hosted == null) {
            hosted = add(strategy, strategies.size());
        }
        return hosted;
    }

    void trading(TradingState now) {
        trading = now;
        for (int i = 0; i < strategies.size(); i++) {
            strategies.get(i).desk.trading = now;
        }
    }

    private Hosted add(long strategy, int number) {
        Hosted hosted = new Hosted(strategy, number, types, instruments, records, combination);
        hosted.desk.trading = trading;
        strategies.add(strategy, 0, hosted);
        return hosted;
    }

    /** Keys: strategies (by name), trading. */
    void writeState(WireOut state) {
        state.write("strategies").sequence(strategies, (all, out) -> {
            for (int i = 0; i < all.size(); i++) {
                out.marshallable(all.get(i)::writeState);
            }
        });
        state.write("trading").text(trading.name());
    }

    void readState(WireIn state) {
        state.read("strategies").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> to.readStrategy(wire));
            }
        });
        trading(TradingState.valueOf(state.read("trading").text()));
    }

    private void readStrategy(WireIn wire) {
        long strategy = OrderId.strategy(wire.read("name").text());
        add(strategy, wire.read("number").int32()).readState(wire);
    }
}
