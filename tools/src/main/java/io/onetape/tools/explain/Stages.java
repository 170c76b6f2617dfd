package io.onetape.tools.explain;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.SignalDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.journal.schema.Verdict;
import io.onetape.tools.detail.Details;
import io.onetape.tools.detail.FeedLatency;
import io.onetape.tools.format.Times;
import java.util.Locale;

/** What each record is in an order's life, in a word, and what it says. Single-threaded. */
final class Stages {
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final OrderChangedDecoder changed = new OrderChangedDecoder();
    private final VenueReplyDecoder reply = new VenueReplyDecoder();
    private final Details details = new Details();
    private final FeedLatency latency = new FeedLatency();

    /** The step's name: {@code depth}, {@code risk pass}, {@code accepted}. */
    String nameOf(RecordView record) {
        return switch (record.templateId()) {
            case DepthUpdateDecoder.TEMPLATE_ID, DepthSnapshotDecoder.TEMPLATE_ID, DepthOrderDecoder.TEMPLATE_ID ->
                "depth";
            case QuoteUpdateDecoder.TEMPLATE_ID -> "quote";
            case TradePrintDecoder.TEMPLATE_ID -> "print";
            case BookTopDecoder.TEMPLATE_ID -> "book";
            case SignalDecoder.TEMPLATE_ID -> "signal";
            case OrderRequestedDecoder.TEMPLATE_ID -> "request";
            case RiskDecisionDecoder.TEMPLATE_ID ->
                record.decode(decision).verdict() == Verdict.PASSED ? "risk pass" : "risk refuse";
            case OrderChangedDecoder.TEMPLATE_ID -> words(record.decode(changed).state());
            case SubmitOrderDecoder.TEMPLATE_ID -> "submit";
            case SubmitCancelDecoder.TEMPLATE_ID -> "submit cancel";
            case VenueReplyDecoder.TEMPLATE_ID ->
                "venue " + words(record.decode(reply).kind());
            case FillDecoder.TEMPLATE_ID -> "fill";
            case PositionChangedDecoder.TEMPLATE_ID -> "position";
            default -> words(Schema.tape().nameOf(record.templateId()));
        };
    }

    /** What the record says; of a market record also how long it took to us, by which clocks. */
    String detailOf(RecordView record) {
        StringBuilder text = new StringBuilder();
        long nanos = latency.of(record);
        if (nanos != Fixed8.NULL) {
            text.append("exchange → received ").append(Times.span(nanos)).append(" (exchange clock)  ");
        }
        details.append(text, record);
        return text.toString();
    }

    /** {@code CancelRequested} in words: {@code cancel requested}. */
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
