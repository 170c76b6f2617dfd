package io.onetape.services.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.schema.Market;
import io.onetape.services.Emitted;
import io.onetape.services.Scenario;
import java.util.List;
import java.util.Random;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MarketDataStateTest {
    private static final int UPDATES = 60;

    @ParameterizedTest
    @EnumSource(
            value = WireType.class,
            names = {"BINARY", "BINARY_LIGHT", "TEXT", "JSON", "JSON_ONLY"})
    void aRestoredProcessorGoesOnAsTheOneThatWasSaved(WireType type) {
        long seed = new Random().nextLong();
        DepthStream stream = new DepthStream(Market.USDM, seed, UPDATES);
        List<String> records = stream.recordsWithout(UPDATES - 5);
        for (int split = 0; split < records.size(); split += 3) {
            String[] first = records.subList(0, split).toArray(String[]::new);
            String[] second = records.subList(split, records.size()).toArray(String[]::new);
            MarketData saved = new MarketData();
            Scenario whole = new Scenario(saved)
                    .given("InstrumentDefined instrument=7 market=SPOT symbol=ETHUSDT")
                    .given(first);
            MarketData restored = new MarketData();
            restored.readState(state(saved, type));
            String where = "seed " + seed + ", " + type + ", split at " + split;
            assertThat(state(restored, type)
                            .bytes()
                            .contentEquals(state(saved, type).bytes()))
                    .as(where)
                    .isTrue();

            List<String> emitted = texts(new Scenario(restored).when(second));
            assertThat(emitted).as(where).isEqualTo(texts(whole.when(second)));
            assertThat(state(restored, type)
                            .bytes()
                            .contentEquals(state(saved, type).bytes()))
                    .as(where)
                    .isTrue();
        }
    }

    @Test
    void theStateReadsAsOneFlatMapAnInstrumentWithDecimalsAsText() {
        MarketData marketData = new MarketData();
        new Scenario(marketData)
                .when(
                        "InstrumentDefined instrument=1 market=USDM contract=LINEAR symbol=BTCUSDT",
                        "InstrumentDefined instrument=2 market=SPOT contract=LINEAR symbol=ETHUSDT",
                        "DepthUpdate instrument=1 firstUpdateId=8 lastUpdateId=12 previousUpdateId=7 eventNanos=5 bids=99/1 asks=",
                        "DepthSnapshot instrument=1 lastUpdateId=10 bids=100.5/1,99/0.5 asks=101/2",
                        "DepthUpdate instrument=2 firstUpdateId=8 lastUpdateId=12 bids=99/1 asks=98/0");
        assertThat(state(marketData, WireType.JSON_ONLY).toString().replaceAll("(?<=[\\[\\]{}\",]) | (?=[\\[\\]])", ""))
                .isEqualTo(
                        "\"instruments\":[{\"applied\":1,\"ask\":\"101\",\"askQuantity\":\"2\",\"asks\":[\"101 x 2\"],"
                                + "\"awaitsFirst\":false,\"bid\":\"100.5\",\"bidQuantity\":\"1\",\"bids\":[\"100.5 x 1\",\"99 x 1\"],"
                                + "\"dropped\":0,\"exchangeNanos\":\"5\",\"gaps\":0,\"id\":1,\"imbalance\":\"-0.33333333\","
                                + "\"keptUpdates\":[],\"lastUpdateId\":12,\"letGo\":0,\"lost\":\"WAITING\",\"market\":\"USDM\","
                                + "\"microprice\":\"100.66666667\",\"mid\":\"100.75\",\"orders\":{},\"seenNanos\":null,\"silent\":false,\"snapshots\":1,\"snapshotsIgnored\":0,"
                                + "\"snapshotsTooOld\":0,\"spread\":\"0.5\",\"stale\":false,\"status\":\"VALID\","
                                + "\"symbol\":\"BTCUSDT\",\"synced\":true,\"valid\":true,\"waiting\":0},"
                                + "{\"applied\":0,\"ask\":null,\"askQuantity\":null,\"asks\":[],"
                                + "\"awaitsFirst\":false,\"bid\":null,\"bidQuantity\":null,\"bids\":[],"
                                + "\"dropped\":0,\"exchangeNanos\":null,\"gaps\":0,\"id\":2,\"imbalance\":null,"
                                + "\"keptUpdates\":[{\"asks\":[\"98 x 0\"],\"bids\":[\"99 x 1\"],\"exchangeNanos\":null,"
                                + "\"firstUpdateId\":8,\"lastUpdateId\":12,\"previousUpdateId\":null}],"
                                + "\"lastUpdateId\":0,\"letGo\":0,\"lost\":\"WAITING\",\"market\":\"SPOT\","
                                + "\"microprice\":null,\"mid\":null,\"orders\":{},\"seenNanos\":null,\"silent\":false,\"snapshots\":0,\"snapshotsIgnored\":0,"
                                + "\"snapshotsTooOld\":0,\"spread\":null,\"stale\":false,\"status\":\"WAITING\","
                                + "\"symbol\":\"ETHUSDT\",\"synced\":false,\"valid\":false,\"waiting\":1}],\"staleAfterNanos\":0");
    }

    private static List<String> texts(Scenario scenario) {
        return scenario.emitted().stream().map(Emitted::toString).toList();
    }

    private static Wire state(MarketData of, WireType type) {
        Wire wire = type.apply(Bytes.allocateElasticOnHeap());
        of.writeState(wire);
        return wire;
    }
}
