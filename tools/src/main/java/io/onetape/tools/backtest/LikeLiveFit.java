package io.onetape.tools.backtest;

import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.likelive.LatencyFit;
import io.onetape.backtest.likelive.LatencySamples;
import io.onetape.backtest.likelive.QueueFit;
import io.onetape.backtest.likelive.Session;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Progress;

/**
 * The latencies of a session's own orders, and the queue model that with them fills most as it really was.
 *
 * @param negative latencies below 0, which were left out
 */
record LikeLiveFit(LatencyFit entry, LatencyFit response, long negative, QueueFit queue) {
    static LikeLiveFit of(Session session, VenueSettings venue, long seed, Console console) {
        LatencySamples samples = LatencySamples.of(session);
        LatencyFit entry = samples.entry();
        LatencyFit response = samples.response();
        LatencySettings latency = new LatencySettings(entry.rule(), response.rule(), 0);
        try (Progress progress = new Progress(console, "fit", QueueFit.MODELS.size(), true)) {
            QueueFit queue = QueueFit.of(session, venue, latency, seed, progress::now);
            return new LikeLiveFit(entry, response, samples.negative(), queue);
        }
    }

    LatencySettings latency() {
        return new LatencySettings(entry.rule(), response.rule(), 0);
    }

    /** The options to type for it: the typed ones, with these models. */
    VenueWords words(VenueWords typed) {
        return typed.with(queue.best(), entry.rule(), response.rule());
    }
}
