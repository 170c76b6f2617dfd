package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.latency.LatencySettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.replay.ParityCheck;
import io.onetape.replay.Processor;
import io.onetape.services.account.Account;
import io.onetape.services.execution.Execution;
import io.onetape.services.marketdata.MarketData;
import io.onetape.services.risk.Risk;
import io.onetape.services.strategy.Parameters;
import io.onetape.services.strategy.Strategies;
import io.onetape.services.strategy.Strategy;
import io.onetape.services.strategy.StrategyContext;
import io.onetape.services.strategy.StrategyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** A strategy that does as it is told at each public trade, by the trade's id; and a backtest of it by the processors of a live system. */
final class Drill implements Strategy {
    private final Map<Long, Consumer<StrategyContext>> orders;

    private Drill(Map<Long, Consumer<StrategyContext>> orders) {
        this.orders = orders;
    }

    /** Of a strategy named drill, a millisecond each way; both checks of the result have passed. */
    static Backtests.Result run(
            GivenMarket market, BacktestSettings settings, Map<Long, Consumer<StrategyContext>> orders) {
        return run(market.recording(), settings, orders);
    }

    /** The same over any recording of BTCUSDT. */
    static Backtests.Result run(
            Recording recording, BacktestSettings settings, Map<Long, Consumer<StrategyContext>> orders) {
        BacktestRun run = BacktestRun.prepare(
                recording.tape(),
                settings.withLatency(LatencySettings.constant(1_000_000, 1_000_000))
                        .with("strategy.drill.type", "drill")
                        .with("strategy.drill.symbol", "BTCUSDT")
                        .with("strategy.drill.enabled", "true"));
        MemoryTape tape = new MemoryTape(run.resultTapeId(), BacktestRun.ROLL);
        BacktestSummary summary = run.run(tape, tape.writer(), processors(orders), record -> {}, sequence -> {});
        Backtests.Result result = new Backtests.Result(tape, summary);
        thenItStandsUpToItsChecks(result, orders);
        return result;
    }

    private static List<Processor> processors(Map<Long, Consumer<StrategyContext>> orders) {
        StrategyType type = new StrategyType("drill", "does as it is told", List.of(), () -> new Drill(orders));
        return List.of(new MarketData(), new Strategies(List.of(type)), new Risk(), new Execution(), new Account());
    }

    private static void thenItStandsUpToItsChecks(
            Backtests.Result result, Map<Long, Consumer<StrategyContext>> orders) {
        ParityCheck parity = new ParityCheck(
                result.tape().sources(),
                name -> processors(orders).stream()
                        .filter(processor -> processor.name().equals(name))
                        .findFirst());
        for (RecordView record : result.records()) {
            assertThat(parity.accept(record)).isEqualTo(Optional.empty());
        }
        assertThat(new SimulationCheck(result.tape()).run()).isEmpty();
    }

    /** What the venue said, in words: {@code TRIGGERED 1}, {@code fill 1 0.4 @ 101}, {@code liquidated 0.1 @ 28000}. */
    static List<String> answers(Backtests.Result result) {
        List<String> said = new ArrayList<>();
        VenueReplyDecoder reply = new VenueReplyDecoder();
        FillDecoder fill = new FillDecoder();
        for (RecordView record : result.records()) {
            if (record.templateId() == VenueReplyDecoder.TEMPLATE_ID) {
                record.decode(reply);
                String why = reply.reason().value() == 0 ? "" : " " + reply.reason() + " " + reply.code();
                said.add(reply.kind() + " " + reply.intent() + why);
            } else if (record.templateId() == FillDecoder.TEMPLATE_ID) {
                record.decode(fill);
                String whose = fill.liquidation() == Flag.YES ? "liquidated " : "fill " + fill.intent() + " ";
                said.add(whose + Fixed8.toString(fill.quantity()) + " @ " + Fixed8.toString(fill.price()));
            }
        }
        return said;
    }

    @Override
    public void initialize(Parameters parameters, StrategyContext context) {}

    @Override
    public void onMarketData(BookTopDecoder top, StrategyContext context) {}

    @Override
    public void onMarketData(TradePrintDecoder print, StrategyContext context) {
        orders.getOrDefault(print.tradeId(), leg -> {}).accept(context);
    }

    @Override
    public void writeState(WireOut state) {}

    @Override
    public void readState(WireIn state) {}
}
