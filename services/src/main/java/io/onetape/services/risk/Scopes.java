package io.onetape.services.risk;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.PositionSide;
import io.onetape.services.orders.OrderTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that limits hold for, made when it is first met: instruments by id (0 stands for all that have no limits of their own), strategies by name, the account. */
final class Scopes {
    final Limited account = new Limited(LimitScope.ACCOUNT, 0, 0);
    private final Instruments defined;
    private final List<@Nullable Limited> instruments = new ArrayList<>();
    private final OrderTable<Limited> strategies = new OrderTable<>();
    private final List<@Nullable Price> prices = new ArrayList<>();

    /** {@code defined}: what an alert names instruments by. */
    Scopes(Instruments defined) {
        this.defined = defined;
    }

    /** For an operator: {@code BTCUSDT}, {@code strategy mm1}, {@code the account}. */
    String name(Limited limited) {
        return switch (limited.scope) {
            case INSTRUMENT ->
                limited.instrument == 0
                        ? "every instrument"
                        : defined.find(limited.instrument)
                                .map(Instrument::symbol)
                                .orElse("instrument " + limited.instrument);
            case STRATEGY -> "strategy " + OrderId.strategyName(limited.strategy);
            default -> "the account";
        };
    }

    Limited instrument(int id) {
        while (instruments.size() <= id) {
            instruments.add(null);
        }
        Limited instrument = instruments.get(id);
        if (instrument == null) {
            instrument = new Limited(LimitScope.INSTRUMENT, id, 0);
            instruments.set(id, instrument);
        }
        return instrument;
    }

    Limited strategy(long name) {
        Limited strategy = strategies.find(name, 0);
        if (strategy == null) {
            strategy = new Limited(LimitScope.STRATEGY, 0, name);
            strategies.add(name, 0, strategy);
        }
        return strategy;
    }

    Price price(int instrument) {
        while (prices.size() <= instrument) {
            prices.add(null);
        }
        Price price = prices.get(instrument);
        if (price == null) {
            price = new Price(instrument);
            prices.set(instrument, price);
        }
        return price;
    }

    /** An instrument's position; a side that is not known is the net one. */
    Exposure exposure(int instrument, PositionSide side) {
        return exposure(instrument(instrument), instrument, side);
    }

    /** An instrument's or a strategy's position. */
    Exposure exposure(Limited owner, int instrument, PositionSide side) {
        PositionSide known = side == PositionSide.NULL_VAL ? PositionSide.BOTH : side;
        Exposure exposure = owner.find(instrument, known);
        if (exposure == null) {
            Price price = price(instrument);
            exposure = new Exposure(owner, price, known);
            price.exposures.add(exposure);
            owner.exposures.add(exposure);
            if (owner.scope == LimitScope.INSTRUMENT) {
                account.exposures.add(exposure);
            }
        }
        return exposure;
    }

    /** The limits in force: an instrument without its own has the default ones. Null: none. */
    @Nullable Limits limitsOf(Limited limited) {
        if (limited.limits != null || limited.scope != LimitScope.INSTRUMENT || instruments.isEmpty()) {
            return limited.limits;
        }
        Limited all = instruments.get(0);
        return all == null ? null : all.limits;
    }

    Limited of(LimitScope scope, int instrument, long strategy) {
        return switch (scope) {
            case INSTRUMENT -> instrument(instrument);
            case STRATEGY -> strategy(strategy);
            default -> account;
        };
    }

    /** Instruments by id, strategies by name, the account. */
    void forEach(Consumer<Limited> action) {
        for (int i = 0; i < size(); i++) {
            Limited limited = at(i);
            if (limited != null) {
                action.accept(limited);
            }
        }
    }

    /** One more than the highest {@link #at} may be asked for. */
    int size() {
        return instruments.size() + strategies.size() + 1;
    }

    /** In the order of {@link #forEach}; null where there is none. */
    @Nullable Limited at(int index) {
        if (index < instruments.size()) {
            return instruments.get(index);
        }
        int rest = index - instruments.size();
        return rest < strategies.size() ? strategies.get(rest) : account;
    }

    /** By instrument. */
    void forEachPrice(Consumer<Price> action) {
        for (Price price : prices) {
            if (price != null) {
                action.accept(price);
            }
        }
    }
}
