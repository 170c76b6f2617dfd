package io.onetape.replay;

import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.QueueModel;
import io.onetape.journal.schema.RiskLimitsSetEncoder;
import io.onetape.journal.schema.SimulationConfiguredEncoder;
import io.onetape.journal.schema.TradingState;
import java.util.ArrayList;
import java.util.List;

/** The facts of a short paper session: settings of two market makers that quote often, and a synthetic market. */
final class LiveFacts {
    /** 2024-08-08T23:59:59Z: a cycle of an hour ends in the midst of it. */
    static final long START = 1_723_161_599_000_000_000L;

    private final List<RecordCopy> facts = new ArrayList<>();
    private final RecordDraft draft = new RecordDraft();

    private LiveFacts() {}

    /** The same seed gives the same facts. */
    static List<RecordCopy> of(long seed, long marketNanos) {
        LiveFacts made = new LiveFacts();
        made.simulation();
        made.limits();
        made.strategy("mm1", "BTCUSDT", "0.01");
        made.strategy("mm2", "ETHUSDT", "0.1");
        new SyntheticMarket(seed, marketNanos, START).writeTo(made::add);
        return made.facts;
    }

    private void simulation() {
        draft.begin(new SimulationConfiguredEncoder(), 0)
                .seed(1)
                .entryLatencyNanos(1_000_000)
                .responseLatencyNanos(1_000_000)
                .shiftedNanos(0)
                .makerRate(Fixed8.parse("0.0002"))
                .takerRate(Fixed8.parse("0.0005"))
                .capital(Fixed8.parse("100000"))
                .queueModel(QueueModel.RISK_AVERSE)
                .fillModel(FillModel.PARTIAL_FILL)
                .bookSource(BookSource.DEPTH)
                .queueExponent(Fixed8.NULL)
                .sourceTapeId(0)
                .sourceTapeHash("")
                .feeTiers("")
                .marginTiers("");
        add(draft, START);
    }

    private void limits() {
        draft.begin(new RiskLimitsSetEncoder(), 0)
                .maximumPosition(Fixed8.parse("10"))
                .maximumNotional(Fixed8.parse("1000000"))
                .maximumOpenOrders(10)
                .maximumOrdersPerSecond(0)
                .maximumLeverage(Fixed8.NULL)
                .maximumDailyDrawdown(Fixed8.NULL)
                .minimumMarginRatio(Fixed8.NULL)
                .strategy("")
                .scope(LimitScope.INSTRUMENT)
                .onBreach(TradingState.NORMAL)
                .limitedSymbol("");
        add(draft, START);
    }

    private void strategy(String name, String symbol, String quantity) {
        config(name + ".type", "market-maker");
        config(name + ".symbol", symbol);
        config(name + ".quantity", quantity);
        config(name + ".maxPosition", "1");
        config(name + ".minIntervalMillis", "5");
        config(name + ".enabled", "true");
    }

    private void config(String key, String value) {
        draft.begin(new ConfigSetEncoder(), 0).key("strategy." + key).value(value);
        add(draft, START);
    }

    private void add(RecordDraft fact, long nanos) {
        fact.source(0, facts.size() + 1L).recordedAtNanos(nanos);
        facts.add(new RecordCopy(new RecordView().wrap(fact.buffer(), 0, fact.length())));
    }
}
