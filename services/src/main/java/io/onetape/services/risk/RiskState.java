package io.onetape.services.risk;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.PositionSide;
import io.onetape.services.orders.OrderTable;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.ValueOut;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Scopes and exposures as they stand in risk's state: what is open on each side is not written, it follows from the open orders. */
final class RiskState {
    private final Scopes scopes;
    private final Exposures exposures;

    RiskState(Scopes scopes, Exposures exposures) {
        this.scopes = scopes;
        this.exposures = exposures;
    }

    /** Writes {@code exposures}: by instrument, of each in the order in which they came to be. */
    void writeExposures(WireOut state) {
        state.write("exposures")
                .sequence(
                        scopes,
                        (from, out) -> from.forEachPrice(price -> {
                            for (Exposure exposure : price.exposures) {
                                out.marshallable(wire -> {
                                    wire.write("instrument").int32(price.instrument);
                                    StateText.fixed8(wire.write("position"), exposure.position);
                                    wire.write("positionSide").text(exposure.positionSide.name());
                                    wire.write("strategy").text(OrderId.strategyName(exposure.owner.strategy));
                                });
                            }
                        }));
    }

    void readExposures(WireIn state) {
        state.read("exposures").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    int instrument = wire.read("instrument").int32();
                    long position = StateText.fixed8(wire.read("position"));
                    PositionSide side =
                            PositionSide.valueOf(wire.read("positionSide").text());
                    long strategy = strategy(wire.read("strategy").text());
                    Limited owner = strategy == 0 ? to.scopes.instrument(instrument) : to.scopes.strategy(strategy);
                    to.scopes.exposure(owner, instrument, side).position = position;
                });
            }
        });
    }

    /** Writes {@code limits}: those that are set, instruments first (0 is the default), then strategies, then the account. */
    void writeLimits(WireOut state) {
        state.write("limits")
                .sequence(
                        scopes,
                        (from, out) -> from.forEach(limited -> {
                            if (limited.limits != null) {
                                out.marshallable(limited.limits::writeState);
                            }
                        }));
    }

    void readLimits(WireIn state) {
        state.read("limits").sequence(scopes, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    Limits limits = Limits.readState(wire);
                    to.of(limits.scope(), limits.instrument(), limits.strategy()).limits = limits;
                });
            }
        });
    }

    void writeOrders(WireOut state) {
        state.write("orders").sequence(exposures.orders(), (all, out) -> writeOrders(all, out));
    }

    private static void writeOrders(OrderTable<OpenOrder> all, ValueOut out) {
        for (int i = 0; i < all.size(); i++) {
            out.marshallable(all.get(i)::writeState);
        }
    }

    void readOrders(WireIn state) {
        state.read("orders").sequence(exposures, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                OpenOrder order = new OpenOrder();
                in.marshallable(order::readState);
                to.add(order);
            }
        });
    }

    void writePrices(WireOut state) {
        state.write("prices")
                .sequence(scopes, (from, out) -> from.forEachPrice(price -> out.marshallable(price::writeState)));
    }

    void readPrices(WireIn state) {
        state.read("prices").sequence(scopes, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(
                        wire -> to.price(wire.read("instrument").int32()).readState(wire));
            }
        });
    }

    /** Writes {@code scopes}: instruments by id, strategies by name, the account. */
    void writeScopes(WireOut state) {
        state.write("scopes")
                .sequence(scopes, (from, out) -> from.forEach(limited -> out.marshallable(limited::writeState)));
    }

    void readScopes(WireIn state) {
        state.read("scopes").sequence(scopes, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    int instrument = wire.read("instrument").int32();
                    LimitScope scope = LimitScope.valueOf(wire.read("scope").text());
                    to.of(scope, instrument, strategy(wire.read("strategy").text()))
                            .readState(wire);
                });
            }
        });
    }

    private static long strategy(String name) {
        return name.isEmpty() ? 0 : OrderId.strategy(name);
    }
}
