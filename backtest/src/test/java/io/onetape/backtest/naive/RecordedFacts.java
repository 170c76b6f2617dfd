package io.onetape.backtest.naive;

import io.onetape.backtest.naive.Fact.Content;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FeedStatusChangedDecoder;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.SourceDefinedDecoder;
import io.onetape.journal.schema.TickDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a recorded tape, all from one source.
 *
 * @param startNanos local time of the first record
 */
record RecordedFacts(long startNanos, List<Fact> facts) {
    static RecordedFacts of(Tape tape) {
        List<Fact> facts = new ArrayList<>();
        long startNanos = 0;
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                startNanos = record.sequence() == 1 ? record.recordedAtNanos() : startNanos;
                if (record.templateId() != CycleStartedDecoder.TEMPLATE_ID
                        && record.templateId() != SourceDefinedDecoder.TEMPLATE_ID) {
                    facts.add(fact(record));
                }
            }
        }
        return new RecordedFacts(startNanos, facts);
    }

    /** By how much local time has to be shifted until no fact is heard before it happens. */
    long shiftNanos() {
        long shift = 0;
        for (Fact fact : facts) {
            Long happened = fact.exchangeNanos();
            shift = happened == null ? shift : Math.max(shift, happened - fact.localNanos());
        }
        return shift;
    }

    private static Fact fact(RecordView record) {
        return switch (record.templateId()) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                InstrumentDefinedDecoder of = record.decode(new InstrumentDefinedDecoder());
                of.skipVenue();
                String symbol = of.symbol();
                of.skipBaseAsset();
                yield fact(
                        record,
                        null,
                        new Fact.Definition(
                                of.market(),
                                Decimal.orNull(of.tickSize()),
                                Decimal.orNull(of.lotSize()),
                                Decimal.orNull(of.minimumQuantity()),
                                Decimal.orNull(of.maximumQuantity()),
                                Decimal.orNull(of.minimumNotional()),
                                symbol,
                                of.quoteAsset()));
            }
            case DepthSnapshotDecoder.TEMPLATE_ID -> {
                DepthSnapshotDecoder of = record.decode(new DepthSnapshotDecoder());
                Long happened = first(of.transactionNanos(), of.eventNanos());
                long id = of.lastUpdateId();
                SortedMap<BigDecimal, BigDecimal> bids = new TreeMap<>();
                of.bids().forEach(level -> bids.put(Decimal.of(level.price()), Decimal.of(level.quantity())));
                SortedMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
                of.asks().forEach(level -> asks.put(Decimal.of(level.price()), Decimal.of(level.quantity())));
                yield fact(record, happened, new Fact.Snapshot(id, bids, asks));
            }
            case DepthUpdateDecoder.TEMPLATE_ID -> {
                DepthUpdateDecoder of = record.decode(new DepthUpdateDecoder());
                Long happened = first(of.transactionNanos(), of.eventNanos());
                SortedMap<BigDecimal, BigDecimal> bids = new TreeMap<>();
                of.bids().forEach(level -> bids.put(Decimal.of(level.price()), Decimal.of(level.quantity())));
                SortedMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
                of.asks().forEach(level -> asks.put(Decimal.of(level.price()), Decimal.of(level.quantity())));
                yield fact(
                        record,
                        happened,
                        new Fact.Update(of.firstUpdateId(), of.lastUpdateId(), of.previousUpdateId(), bids, asks));
            }
            case QuoteUpdateDecoder.TEMPLATE_ID -> {
                QuoteUpdateDecoder of = record.decode(new QuoteUpdateDecoder());
                yield fact(
                        record,
                        first(of.transactionNanos(), of.eventNanos()),
                        new Fact.Quote(
                                of.updateId(),
                                Decimal.of(of.bid()),
                                Decimal.of(of.bidQuantity()),
                                Decimal.of(of.ask()),
                                Decimal.of(of.askQuantity())));
            }
            case TradePrintDecoder.TEMPLATE_ID -> {
                TradePrintDecoder of = record.decode(new TradePrintDecoder());
                yield fact(
                        record,
                        first(of.transactionNanos(), of.eventNanos()),
                        new Fact.Print(
                                of.tradeId(), Decimal.of(of.price()), Decimal.of(of.quantity()), of.aggressor()));
            }
            case MarkPriceUpdateDecoder.TEMPLATE_ID -> {
                MarkPriceUpdateDecoder of = record.decode(new MarkPriceUpdateDecoder());
                yield fact(
                        record,
                        orNull(of.eventNanos()),
                        new Fact.Mark(
                                Decimal.of(of.mark()),
                                Decimal.orNull(of.fundingRate()),
                                orNull(of.nextFundingNanos())));
            }
            case FeedStatusChangedDecoder.TEMPLATE_ID ->
                fact(
                        record,
                        null,
                        new Fact.Status(
                                record.decode(new FeedStatusChangedDecoder()).status()));
            case TickDecoder.TEMPLATE_ID -> fact(record, null, new Fact.Tick());
            default -> fact(record, null, new Fact.Other());
        };
    }

    private static Fact fact(RecordView record, @Nullable Long happened, Content content) {
        return new Fact(record.sourceSequence(), record.instrument(), record.recordedAtNanos(), happened, content);
    }

    private static @Nullable Long first(long transactionNanos, long eventNanos) {
        return transactionNanos == Fixed8.NULL ? orNull(eventNanos) : Long.valueOf(transactionNanos);
    }

    private static @Nullable Long orNull(long nanos) {
        return nanos == Fixed8.NULL ? null : Long.valueOf(nanos);
    }
}
