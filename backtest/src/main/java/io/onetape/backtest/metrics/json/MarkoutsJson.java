package io.onetape.backtest.metrics.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.onetape.backtest.metrics.figure.Markouts;
import java.io.IOException;

/** The object {@code markouts} of metrics.json. */
final class MarkoutsJson {
    private final JsonFields fields;
    private final JsonGenerator json;

    MarkoutsJson(JsonFields fields) {
        this.fields = fields;
        json = fields.generator();
    }

    void write(Markouts markouts) throws IOException {
        fields.begin("markouts");
        fields.nanos("blockNanos", markouts.blockNanos());
        fields.count("blocks", markouts.blocks());
        fields.count("replicates", markouts.replicates());
        fields.nanos("seed", markouts.seed());
        fields.count("clipped", markouts.clipped());
        json.writeArrayFieldStart("groups");
        for (Markouts.Group group : markouts.groups()) {
            json.writeStartObject();
            fields.text("liquidity", group.liquidity());
            fields.text("side", group.side());
            fields.count("fills", group.fills());
            fields.decimal("notional", group.notional());
            estimate("capture", group.capture());
            json.writeArrayFieldStart("horizons");
            for (Markouts.Horizon horizon : group.horizons()) {
                horizon(horizon);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        fields.end();
    }

    private void horizon(Markouts.Horizon horizon) throws IOException {
        json.writeStartObject();
        fields.nanos("nanos", horizon.nanos());
        estimate("markout", horizon.markout());
        estimate("adverse", horizon.adverse());
        fields.count("overGap", horizon.overGap());
        fields.count("overEnd", horizon.overEnd());
        json.writeEndObject();
    }

    private void estimate(String name, Markouts.Estimate estimate) throws IOException {
        fields.begin(name);
        fields.count("fills", estimate.fills());
        fields.figure("bps", estimate.bps());
        fields.figure("low", estimate.low());
        fields.figure("high", estimate.high());
        fields.end();
    }
}
