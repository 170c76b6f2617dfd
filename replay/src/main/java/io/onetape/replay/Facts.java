package io.onetape.replay;

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
import io.onetape.journal.schema.StrategyPackageSetDecoder;
import io.onetape.journal.schema.TickDecoder;
import io.onetape.journal.schema.TradePrintDecoder;

/** Which facts of a recorded tape happen again when it is replayed into another one: those about the market, the clock, signals from elsewhere, and what operators did. */
public final class Facts {
    private Facts() {}

    /** True of those kinds. What processors derived, what the venue answered and housekeeping are made anew. */
    public static boolean happenAgain(int templateId) {
        return switch (templateId) {
            case InstrumentDefinedDecoder.TEMPLATE_ID,
                    DepthSnapshotDecoder.TEMPLATE_ID,
                    DepthUpdateDecoder.TEMPLATE_ID,
                    DepthOrderDecoder.TEMPLATE_ID,
                    QuoteUpdateDecoder.TEMPLATE_ID,
                    TradePrintDecoder.TEMPLATE_ID,
                    MarkPriceUpdateDecoder.TEMPLATE_ID,
                    LiquidationPrintDecoder.TEMPLATE_ID,
                    FeedStatusChangedDecoder.TEMPLATE_ID,
                    ExternalSignalDecoder.TEMPLATE_ID,
                    BarClosedDecoder.TEMPLATE_ID,
                    TickDecoder.TEMPLATE_ID,
                    ConfigSetDecoder.TEMPLATE_ID,
                    RiskLimitsSetDecoder.TEMPLATE_ID,
                    OperatorCommandDecoder.TEMPLATE_ID,
                    StrategyPackageSetDecoder.TEMPLATE_ID,
                    AlertAcknowledgedDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }
}
