package io.onetape.backtest.run;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.AlertAcknowledgedDecoder;
import io.onetape.journal.schema.BarClosedDecoder;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.ExternalSignalDecoder;
import io.onetape.journal.schema.FeedStatusChangedDecoder;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.LiquidationPrintDecoder;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.OperatorCommandDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.RiskLimitsSetDecoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.tape.TapeWriter;

/**
 * Which records of the recorded tape stand on the result tape too, and under which source: facts from outside about the market, the clock and the operator. What
 * processors derived, what the venue answered and housekeeping are made anew. Single-threaded.
 */
final class KeptFacts {
    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final int[] resultSource = new int[Source.MAX_SOURCES];
    private final BacktestSettings settings;

    /** Defines the recorded outside sources on the result tape, by their names. */
    KeptFacts(BacktestSettings settings, Sources recorded, TapeWriter result, long nanos) {
        this.settings = settings;
        for (Source source : recorded.all()) {
            if (source.kind() == SourceKind.OUTSIDE) {
                resultSource[source.number()] = result.define(SourceKind.OUTSIDE, source.name(), nanos);
            }
        }
    }

    /** {@code early}: before strategies start. */
    boolean isKept(RecordView record, boolean early) {
        int source = record.source();
        int template = record.templateId();
        return areKept(template, source)
                || (resultSource[source] != 0 && isKeptKind(template, record) && !(early && startsStrategy(record)));
    }

    /** The source of a kept record on the result tape, by its source on the recorded one. */
    int sourceOf(int source) {
        return resultSource[source];
    }

    /** True if all records of this type from this source are kept, as most are; false: each has to be looked at. */
    boolean areKept(int template, int source) {
        return resultSource[source] != 0 && template == QuoteUpdateDecoder.TEMPLATE_ID;
    }

    private boolean startsStrategy(RecordView record) {
        return record.templateId() == ConfigSetDecoder.TEMPLATE_ID
                && ResultTape.isStart(record.decode(config).key());
    }

    private boolean isKeptKind(int template, RecordView record) {
        return switch (template) {
            case InstrumentDefinedDecoder.TEMPLATE_ID,
                    DepthSnapshotDecoder.TEMPLATE_ID,
                    DepthUpdateDecoder.TEMPLATE_ID,
                    DepthOrderDecoder.TEMPLATE_ID,
                    TradePrintDecoder.TEMPLATE_ID,
                    MarkPriceUpdateDecoder.TEMPLATE_ID,
                    LiquidationPrintDecoder.TEMPLATE_ID,
                    FeedStatusChangedDecoder.TEMPLATE_ID,
                    ExternalSignalDecoder.TEMPLATE_ID,
                    BarClosedDecoder.TEMPLATE_ID,
                    TickDecoder.TEMPLATE_ID,
                    AlertAcknowledgedDecoder.TEMPLATE_ID -> true;
            case OperatorCommandDecoder.TEMPLATE_ID -> !settings.withoutOperator();
            case RiskLimitsSetDecoder.TEMPLATE_ID -> settings.limits().isEmpty();
            case ConfigSetDecoder.TEMPLATE_ID ->
                !settings.config().containsKey(record.decode(config).key());
            default -> false;
        };
    }
}
