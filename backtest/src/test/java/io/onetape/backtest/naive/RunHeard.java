package io.onetape.backtest.naive;

import io.onetape.backtest.naive.Request.Kind;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.FundingPaidDecoder;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.sbe.MessageDecoderFlyweight;

/** What our side heard on a result tape, as the lines of the naive simulator, and what it asked for after how many of them. */
final class RunHeard {
    final List<String> lines = new ArrayList<>();
    private final Map<Integer, List<Request>> requests = new HashMap<>();
    private final Sources sources = new Sources();

    /** Takes every record of the result tape. */
    void add(RecordView record) {
        sources.apply(record);
        Optional<Source> source = sources.find(record.source());
        SourceKind kind = source.map(Source::kind).orElse(SourceKind.NULL_VAL);
        String name = source.map(Source::name).orElse("");
        if (kind == SourceKind.SIMULATED_VENUE) {
            hear(answer(record), record);
        } else if (kind == SourceKind.OUTSIDE && name.equals("clock")) {
            hear("tick", record);
        } else if (kind == SourceKind.OUTSIDE && name.equals("importer")) {
            hear("fact " + record.sourceSequence(), record);
        } else {
            request(record);
        }
    }

    List<Request> requestsBehind(int heard) {
        return requests.getOrDefault(heard, List.of());
    }

    int requests() {
        return requests.values().stream().mapToInt(List::size).sum();
    }

    private void hear(String line, RecordView record) {
        lines.add(line + ", heard " + record.recordedAtNanos());
    }

    private void request(RecordView record) {
        switch (record.templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                SubmitOrderDecoder of = record.decode(new SubmitOrderDecoder());
                OrderId order = name(of, SubmitOrderDecoder.strategyEncodingOffset(), of.intent());
                ask(new Request(
                        Kind.SUBMIT,
                        record.sequence(),
                        record.instrument(),
                        order,
                        of.attempt(),
                        of.orderType() == OrderType.MARKET ? null : Decimal.of(of.price()),
                        Decimal.of(of.quantity()),
                        new Request.Terms(
                                of.side(),
                                of.timeInForce(),
                                of.orderType() == OrderType.MARKET,
                                of.reduceOnly() == Flag.YES,
                                of.trigger(),
                                of.triggerSource(),
                                Decimal.orNull(of.triggerPrice()))));
            }
            case SubmitCancelDecoder.TEMPLATE_ID -> {
                SubmitCancelDecoder of = record.decode(new SubmitCancelDecoder());
                OrderId order = name(of, SubmitCancelDecoder.strategyEncodingOffset(), of.intent());
                ask(new Request(
                        Kind.CANCEL, record.sequence(), record.instrument(), order, of.attempt(), null, null, null));
            }
            case SubmitAmendDecoder.TEMPLATE_ID -> {
                SubmitAmendDecoder of = record.decode(new SubmitAmendDecoder());
                OrderId order = name(of, SubmitAmendDecoder.strategyEncodingOffset(), of.intent());
                ask(new Request(
                        Kind.AMEND,
                        record.sequence(),
                        record.instrument(),
                        order,
                        of.attempt(),
                        Decimal.orNull(of.price()),
                        Decimal.orNull(of.quantity()),
                        null));
            }
            default -> {} // ours, and not to the venue
        }
    }

    private void ask(Request request) {
        requests.computeIfAbsent(lines.size(), heard -> new ArrayList<>()).add(request);
    }

    private static OrderId name(MessageDecoderFlyweight of, int field, long intent) {
        return new OrderId(OrderId.getStrategy(of.buffer(), of.offset() + field), intent);
    }

    private static String answer(RecordView record) {
        return switch (record.templateId()) {
            case VenueReplyDecoder.TEMPLATE_ID -> {
                VenueReplyDecoder of = record.decode(new VenueReplyDecoder());
                requireHeardAt(record, of.receivedNanos());
                OrderId order = name(of, VenueReplyDecoder.strategyEncodingOffset(), of.intent());
                Request about = new Request(Kind.SUBMIT, record.causedBy(), 0, order, of.attempt(), null, null, null);
                ReplyKind kind = of.kind();
                yield NaiveAnswers.reply(
                        kind,
                        about,
                        of.reason(),
                        of.code(),
                        of.venueOrderId() == Fixed8.NULL ? null : Long.valueOf(of.venueOrderId()),
                        Decimal.orNull(of.price()),
                        Decimal.of(of.leaves()),
                        Decimal.orNull(of.queueAhead()),
                        of.exchangeNanos());
            }
            case FillDecoder.TEMPLATE_ID -> {
                FillDecoder of = record.decode(new FillDecoder());
                requireHeardAt(record, of.receivedNanos());
                OrderId order = name(of, FillDecoder.strategyEncodingOffset(), of.intent());
                yield NaiveAnswers.fill(
                        order + (of.liquidation() == Flag.YES ? " LIQUIDATION" : ""),
                        of.side(),
                        Decimal.of(of.price()),
                        Decimal.of(of.quantity()),
                        Decimal.of(of.cumulativeQuantity()),
                        of.liquidity(),
                        Decimal.of(of.fee()),
                        of.feeAsset(),
                        of.venueOrderId(),
                        of.venueTradeId() == Fixed8.NULL ? null : Long.valueOf(of.venueTradeId()),
                        Decimal.orNull(of.queueAhead()),
                        of.exchangeNanos(),
                        record.causedBy());
            }
            case FundingPaidDecoder.TEMPLATE_ID -> {
                FundingPaidDecoder of = record.decode(new FundingPaidDecoder());
                yield NaiveAnswers.funding(
                        Decimal.of(of.payment()),
                        Decimal.of(of.rate()),
                        Decimal.of(of.mark()),
                        Decimal.of(of.position()),
                        of.asset(),
                        of.exchangeNanos());
            }
            default -> throw new AssertionError("an answer of template " + record.templateId());
        };
    }

    private static void requireHeardAt(RecordView record, long receivedNanos) {
        if (record.recordedAtNanos() != receivedNanos) {
            throw new AssertionError("heard at " + record.recordedAtNanos() + ", but says " + receivedNanos);
        }
    }
}
