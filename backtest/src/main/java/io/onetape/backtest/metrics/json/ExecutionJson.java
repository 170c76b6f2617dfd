package io.onetape.backtest.metrics.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.onetape.backtest.metrics.figure.Latencies;
import io.onetape.backtest.metrics.figure.QueueFigures;
import io.onetape.backtest.metrics.statistics.Spread;
import io.onetape.backtest.metrics.statistics.Survival;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;

/** The objects {@code queue} and {@code latencies} of metrics.json. */
final class ExecutionJson {
    private final JsonFields fields;
    private final JsonGenerator json;

    ExecutionJson(JsonFields fields) {
        this.fields = fields;
        json = fields.generator();
    }

    void write(SortedMap<String, QueueFigures> queues, Latencies latencies) throws IOException {
        fields.begin("queue");
        for (Map.Entry<String, QueueFigures> one : queues.entrySet()) {
            QueueFigures queue = one.getValue();
            fields.begin(one.getKey());
            quantities("aheadAtAcceptance", queue.aheadAtAcceptance());
            quantities("aheadAtFill", queue.aheadAtFill());
            survival("firstFill", queue.firstFill());
            survival("wholeFill", queue.wholeFill());
            fields.end();
        }
        fields.end();
        json.writeArrayFieldStart("latencies");
        for (Latencies.Row row : latencies.rows()) {
            json.writeStartObject();
            fields.text("stage", row.stage().name());
            fields.text("origin", row.modelled() ? "MODELLED" : "RECORDED");
            Spread nanos = row.nanos();
            fields.count("count", nanos.count());
            fields.count("negative", row.negative());
            fields.nanos("p50", nanos.p50());
            fields.nanos("p95", nanos.p95());
            fields.nanos("p99", nanos.p99());
            fields.nanos("p99.9", nanos.p999());
            fields.nanos("max", nanos.max());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void quantities(String name, Spread spread) throws IOException {
        fields.begin(name);
        fields.count("count", spread.count());
        fields.decimal("p50", spread.p50());
        fields.decimal("p95", spread.p95());
        fields.decimal("p99", spread.p99());
        fields.decimal("p99.9", spread.p999());
        fields.decimal("max", spread.max());
        fields.end();
    }

    private void survival(String name, Survival survival) throws IOException {
        fields.begin(name);
        fields.count("orders", survival.orders());
        fields.count("events", survival.events());
        fields.count("censored", survival.censored());
        fields.figure("p25Nanos", survival.p25());
        fields.figure("medianNanos", survival.median());
        fields.figure("p75Nanos", survival.p75());
        json.writeArrayFieldStart("within");
        for (Survival.Share share : survival.within()) {
            json.writeStartObject();
            fields.nanos("nanos", share.nanos());
            fields.figure("share", share.share());
            json.writeEndObject();
        }
        json.writeEndArray();
        fields.end();
    }
}
