package io.onetape.backtest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.ndjson.ExportedTape;
import io.onetape.backtest.metrics.figure.Markouts;
import io.onetape.backtest.metrics.figure.RoundTrips;
import io.onetape.backtest.metrics.figure.Trading;
import io.onetape.backtest.metrics.statistics.Figure;
import io.onetape.backtest.metrics.statistics.Survival;
import io.onetape.journal.fixed.Fixed8;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two stored result tapes, and what figures.py, which shares no code, says of them: it stands beside them and tells how they were made. */
class AgainstPythonTest {
    private static final double CLOSE = 1e-9;

    @ParameterizedTest
    @ValueSource(strings = {"maker", "taker"})
    void bothSayTheSame(String name) throws IOException, URISyntaxException {
        URL tape = Objects.requireNonNull(getClass().getResource(name + ".ndjson.gz"));
        RunMetrics metrics = RunMetrics.of(ExportedTape.read(Path.of(tape.toURI())));
        JsonNode expected;
        try (InputStream json = getClass().getResourceAsStream(name + ".json")) {
            expected = new ObjectMapper().readTree(json);
        }
        thenEquityIs(expected, metrics);
        thenTripsAre(expected.get("roundTrips"), metrics.roundTrips());
        thenTradingIs(expected, metrics);
        int compared = 0;
        for (Markouts.Group group : metrics.markouts().groups()) {
            JsonNode other = expected.get("markouts").get(group.liquidity() + " " + group.side());
            if (other == null) {
                assertThat(group.fills()).isZero();
            } else {
                thenMarkoutsAre(other, group);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(expected.get("markouts").size());
    }

    private static void thenEquityIs(JsonNode expected, RunMetrics metrics) {
        thenMoney(expected.get("net"), metrics.equity().net());
        thenMoney(expected.get("fees"), metrics.equity().fees());
        JsonNode fall = expected.get("drawdown");
        thenMoney(fall.get("money"), metrics.drawdown().money());
        thenMoney(fall.get("peakEquity"), metrics.drawdown().peakEquity());
        assertThat(metrics.drawdown().peakNanos())
                .isEqualTo(fall.get("peakNanos").asLong());
        assertThat(metrics.drawdown().troughNanos())
                .isEqualTo(fall.get("troughNanos").asLong());
        assertThat(metrics.drawdown().endNanos()).isEqualTo(fall.get("endNanos").asLong());
        assertThat(metrics.drawdown().recovered())
                .isEqualTo(fall.get("recovered").asBoolean());
        JsonNode causes = expected.get("causes");
        assertThat(metrics.causes().capture())
                .isEqualByComparingTo(causes.get("capture").asText());
        assertThat(metrics.causes().midMove())
                .isEqualByComparingTo(causes.get("midMove").asText());
        thenMoney(causes.get("position"), metrics.causesBySymbol().get(0).position());
        assertThat(metrics.causes().residual()).isZero();
    }

    private static void thenTripsAre(JsonNode expected, RoundTrips trips) {
        assertThat(trips.count()).isEqualTo(expected.get("count").asLong()).isPositive();
        assertThat(trips.wins()).isEqualTo(expected.get("wins").asLong());
        assertThat(trips.losses()).isEqualTo(expected.get("losses").asLong());
        assertThat(trips.open()).isEqualTo(expected.get("open").asInt());
        thenMoney(expected.get("net"), trips.net());
        for (int i = 0; i < trips.worst().size(); i++) {
            thenMoney(expected.get("worst").get(i), trips.worst().get(i).net());
        }
        thenFigure(expected.get("payoff"), trips.payoff());
    }

    private static void thenTradingIs(JsonNode expected, RunMetrics metrics) {
        JsonNode ratios = expected.get("trading");
        Trading trading = metrics.trading();
        thenFigure(ratios.get("makerRatioByNotional"), trading.makerRatioByNotional());
        thenFigure(ratios.get("makerRatioByCount"), trading.makerRatioByCount());
        thenFigure(ratios.get("fillRatio"), trading.fillRatio());
        thenFigure(ratios.get("cancelsPerFill"), trading.cancelsPerFill());
        thenFigure(ratios.get("rejectRate"), trading.rejectRate());
        JsonNode first = expected.get("firstFill");
        Survival survival = metrics.queueBySymbol().get("BTCUSDT").firstFill();
        assertThat(survival.orders()).isEqualTo(first.get("orders").asLong());
        assertThat(survival.events()).isEqualTo(first.get("events").asLong());
        for (Survival.Share share : survival.within()) {
            JsonNode other = first.get("within").get(Long.toString(share.nanos()));
            if (other != null && share.share().isKnown()) { // python does not ask how long orders were watched
                assertThat(share.share().value()).isCloseTo(other.asDouble(), within(1e-3)); // buckets of 0.05 %
            }
        }
    }

    private static void thenMarkoutsAre(JsonNode expected, Markouts.Group group) {
        assertThat(group.fills()).isEqualTo(expected.get("fills").asLong());
        thenMoney(expected.get("notional"), group.notional());
        thenEstimate(expected.get("capture"), group.capture());
        List<Markouts.Horizon> horizons = group.horizons();
        for (int i = 0; i < horizons.size(); i++) {
            JsonNode other = expected.get("horizons").get(i);
            thenEstimate(other.get("markout"), horizons.get(i).markout());
            thenEstimate(other.get("adverse"), horizons.get(i).adverse());
            assertThat(horizons.get(i).overGap()).isEqualTo(other.get("overGap").asLong());
            assertThat(horizons.get(i).overEnd()).isEqualTo(other.get("overEnd").asLong());
        }
    }

    private static void thenEstimate(JsonNode expected, Markouts.Estimate estimate) {
        assertThat(estimate.fills()).isEqualTo(expected.get("fills").asLong());
        thenFigure(expected.get("bps"), estimate.bps());
    }

    private static void thenFigure(JsonNode expected, Figure figure) {
        assertThat(figure.isKnown()).isEqualTo(!expected.isNull());
        if (figure.isKnown()) {
            assertThat(figure.value()).isCloseTo(expected.asDouble(), within(CLOSE));
        }
    }

    private static void thenMoney(JsonNode expected, long money) {
        assertThat(new BigDecimal(Fixed8.toString(money))).isEqualByComparingTo(expected.asText());
    }
}
