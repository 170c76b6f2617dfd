package io.onetape.services.strategy;

import io.onetape.services.Processors;
import io.onetape.services.Scenario;
import java.time.Duration;
import java.util.List;

/** One strategy k1 of a built-in kind on BTCUSDT (1), and on ETHUSDT (2) if it trades a pair, with texts of what may happen to it. */
public final class KindScenario {
    public final Scenario scenario;

    private KindScenario(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Runs, with quantity 0.010, maxPosition 0.020 and these settings, {@code sample=1s}. */
    public static KindScenario of(String kind, String... settings) {
        KindScenario started = new KindScenario(new Scenario(new Strategies(Processors.strategyTypes())));
        started.scenario.given(define(1, "BTCUSDT"), define(2, "ETHUSDT"));
        for (String setting : List.of("type=" + kind, "symbol=BTCUSDT", "quantity=0.010", "maxPosition=0.020")) {
            started.scenario.given(set(setting));
        }
        for (String setting : settings) {
            started.scenario.given(set(setting));
        }
        started.scenario.when(set("enabled=true"));
        started.scenario.thenEmitted("StrategyChanged change=LOADED", "StrategyChanged change=STARTED");
        return started;
    }

    public static String define(int instrument, String symbol) {
        return "InstrumentDefined instrument=" + instrument + " contract=LINEAR market=USDM symbol=" + symbol
                + " tickSize=0.1 lotSize=0.001 minimumQuantity=0.001 minimumNotional=0.05";
    }

    public static String set(String setting) {
        String[] parts = setting.split("=", 2);
        return "ConfigSet key=strategy.k1." + parts[0] + " value=" + parts[1];
    }

    /** A valid book of one tick, {@code after} the last fact. */
    public KindScenario top(Duration after, String bid, String ask) {
        scenario.later(after).when(text(1, bid, ask));
        return this;
    }

    public static String text(int instrument, String bid, String ask) {
        return "BookTop instrument=" + instrument + " status=VALID imbalance=0 bid=" + bid + " ask=" + ask;
    }

    public static String fill(int intent, String side, String price, String quantity) {
        return "Fill k1-" + intent + " instrument=1 side=" + side + " price=" + price + " quantity=" + quantity;
    }

    public static String ended(int intent, String side, String state) {
        return "OrderChanged k1-" + intent + " instrument=1 previous=SUBMITTED reason=REQUESTED side=" + side
                + " state=" + state;
    }
}
