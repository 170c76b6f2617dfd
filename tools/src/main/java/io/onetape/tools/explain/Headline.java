package io.onetape.tools.explain;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.tools.format.References;
import java.util.List;
import java.util.Locale;

/** The order in one line: what was wanted, and what it came to. */
final class Headline {
    private final OrderRequestedDecoder requested = new OrderRequestedDecoder();
    private final OrderChangedDecoder changed = new OrderChangedDecoder();
    private final FillDecoder fill = new FillDecoder();
    private String wanted = "";
    private String state = "";
    private String liquidity = "";

    Headline(List<RecordCopy> chain, References references) {
        for (RecordCopy copy : chain) {
            RecordView record = copy.view();
            switch (record.templateId()) {
                case OrderRequestedDecoder.TEMPLATE_ID -> wanted = wanted(record, references);
                case OrderChangedDecoder.TEMPLATE_ID ->
                    state = record.decode(changed).state().name();
                case FillDecoder.TEMPLATE_ID -> addLiquidity(record.decode(fill).liquidity());
                default -> {
                    // steps on the way
                }
            }
        }
    }

    /** The last state that the order came to; empty if there is none. */
    String state() {
        return state;
    }

    String of(OrderId order) {
        return "order " + order + "  " + (wanted.isEmpty() ? "(never requested)" : wanted) + "   strategy "
                + OrderId.strategyName(order.strategy()) + "   " + (state.isEmpty() ? "NEW" : state)
                + (liquidity.isEmpty() ? "" : " " + liquidity);
    }

    private String wanted(RecordView record, References references) {
        record.decode(requested);
        StringBuilder text = new StringBuilder();
        text.append(requested.side().name()).append(' ');
        Fixed8.append(text, requested.quantity()).append(' ');
        text.append(references.symbol(record.instrument())).append(" @ ");
        if (requested.price() == Fixed8.NULL) {
            text.append("market");
        } else {
            Fixed8.append(text, requested.price());
        }
        TimeInForce timeInForce = requested.timeInForce();
        return text.append(' ')
                .append(timeInForce == TimeInForce.GTX ? "post-only" : timeInForce.name())
                .toString();
    }

    private void addLiquidity(Liquidity one) {
        String name = one.name().toLowerCase(Locale.ROOT);
        if (!liquidity.contains(name)) {
            liquidity = liquidity.isEmpty() ? name : liquidity + " and " + name;
        }
    }
}
