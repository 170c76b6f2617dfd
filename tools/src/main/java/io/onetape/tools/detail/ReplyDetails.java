package io.onetape.tools.detail;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.SourceDefinedDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;

/** What the venue answered, and what it did to the account. */
final class ReplyDetails {
    private final VenueReplyDecoder reply = new VenueReplyDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final PositionChangedDecoder position = new PositionChangedDecoder();
    private final SourceDefinedDecoder source = new SourceDefinedDecoder();

    /** Appends the words, or returns false if the record is of another family. */
    boolean append(StringBuilder to, RecordView record) {
        switch (record.templateId()) {
            case VenueReplyDecoder.TEMPLATE_ID -> reply(to, record.decode(reply));
            case FillDecoder.TEMPLATE_ID -> fill(to, record.decode(fill));
            case PositionChangedDecoder.TEMPLATE_ID -> position(to, record.decode(position));
            case SourceDefinedDecoder.TEMPLATE_ID -> {
                record.decode(source);
                to.append(source.number()).append(' ').append(Words.small(source.kind()));
                Words.more(to, source.name());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void reply(StringBuilder to, VenueReplyDecoder from) {
        int strategy = from.offset() + VenueReplyDecoder.strategyEncodingOffset();
        Words.order(to, from.buffer(), strategy, from.intent());
        to.append(' ').append(Words.name(from.kind()));
        OrderDetails.reason(to, from.reason());
        if (from.code() != 0) {
            Words.number(to, "code", from.code());
        }
        Words.fixed(to, "leaves", from.leaves());
        if (from.queueAhead() != Fixed8.NULL) {
            Words.fixed(to, "ahead", from.queueAhead());
        }
        Words.number(to, "venueOrder", from.venueOrderId());
        Words.more(to, from.detail());
    }

    private static void fill(StringBuilder to, FillDecoder from) {
        Words.trade(to, from.side(), from.quantity(), from.price());
        to.append(' ').append(Words.small(from.liquidity()));
        int strategy = from.offset() + FillDecoder.strategyEncodingOffset();
        Words.order(to.append(" o="), from.buffer(), strategy, from.intent());
        Words.more(Words.fixed(to, "fee", from.fee()), from.feeAsset());
        Words.number(to, "trade", from.venueTradeId());
    }

    private static void position(StringBuilder to, PositionChangedDecoder from) {
        Fixed8.append(to, from.position());
        if (from.entryPrice() != Fixed8.NULL) {
            Fixed8.append(to.append(" @ "), from.entryPrice());
        }
        Words.fixed(to, "mark", from.mark());
        Words.fixed(to, "realized", from.realizedPnl());
        Words.fixed(to, "unrealized", from.unrealizedPnl());
        Words.fixed(to, "equity", from.equity());
    }
}
