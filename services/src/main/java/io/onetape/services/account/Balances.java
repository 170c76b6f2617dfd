package io.onetape.services.account;

import io.onetape.services.reference.StateText;
import java.util.Map;
import java.util.TreeMap;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** What we have of assets that profit and loss are not in, as the venue told it; fees in them have been taken off. Sorted by name. */
final class Balances {
    private final Map<String, Long> byAsset = new TreeMap<>();

    boolean knows(String asset) {
        return byAsset.containsKey(asset);
    }

    /** 0 if the asset is not known. */
    long of(String asset) {
        return byAsset.getOrDefault(asset, 0L);
    }

    void set(String asset, long balance) {
        byAsset.put(asset, balance);
    }

    /** Changes a balance that is known; of an asset of which the venue has told nothing, the change alone says nothing. */
    void add(String asset, long change) {
        byAsset.computeIfPresent(asset, (name, balance) -> Math.addExact(balance, change));
    }

    void writeState(WireOut state) {
        state.write("balances")
                .sequence(
                        byAsset,
                        (from, out) -> from.forEach((asset, balance) -> out.marshallable(wire -> {
                            wire.write("asset").text(asset);
                            StateText.fixed8(wire.write("balance"), balance);
                        })));
    }

    void readState(WireIn state) {
        state.read("balances").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    String asset = wire.read("asset").text();
                    to.set(asset, StateText.fixed8(wire.read("balance")));
                });
            }
        });
    }
}
