package io.onetape.services.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AccountChangedDecoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** An account whose books are checked after every record, and everything that it says of them. */
public final class CheckedAccount implements Processor {
    private final Account account;
    private final AccountChangedDecoder accountChanged = new AccountChangedDecoder();
    private final PositionChangedDecoder positionChanged = new PositionChangedDecoder();
    private final ExactSum sum = new ExactSum();
    private long checks;

    public CheckedAccount(Account account) {
        this.account = account;
    }

    @Override
    public String name() {
        return account.name();
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        account.onRecord(record, out);
        check("after record " + record.sequence());
        if (record.templateId() == AccountChangedDecoder.TEMPLATE_ID) {
            check(record.decode(accountChanged));
        } else if (record.templateId() == PositionChangedDecoder.TEMPLATE_ID) {
            check(record.decode(positionChanged));
        }
        checks++;
    }

    /** Each holding's cash + position x mark - fees + funding, summed exactly, is what the equity was moved by. */
    private void check(String when) {
        Holdings holdings = account.ledger().holdings;
        sum.clear();
        for (int i = 0; i < holdings.size(); i++) {
            Holding holding = holdings.at(i);
            if (holding != null) {
                holding.addTotal(sum);
                sum.subtractProduct(holding.fees, Fixed8.ONE);
                sum.add(holding.funding);
                assertThat(holding.realized() + holding.unrealized()).as(when).isEqualTo(holding.total());
                assertThat(holding.position != 0 || holding.unrealized() == 0)
                        .as(when)
                        .isTrue();
            }
        }
        ExactSum net = account.ledger().equity.net();
        assertThat(net.high()).as(when).isEqualTo(sum.high());
        assertThat(net.low()).as(when).isEqualTo(sum.low());
        assertThat(account.equity()).as(when).isEqualTo(account.capital() + net.toFixed8HalfEven());
        assertThat(account.realizedPnl() + account.unrealizedPnl() - account.fees() + account.funding())
                .as(when)
                .isEqualTo(account.netPnl());
    }

    private static void check(AccountChangedDecoder said) {
        assertThat(said.balance() + said.unrealizedPnl()).as("%s", said).isEqualTo(said.equity());
        assertThat(said.available()).as("%s", said).isLessThanOrEqualTo(said.equity());
        assertThat(said.dailyDrawdown()).as("%s", said).isBetween(0L, said.maximumDrawdown());
    }

    private static void check(PositionChangedDecoder said) {
        assertThat(said.entryPrice() == Fixed8.NULL).as("%s", said).isEqualTo(said.position() == 0);
    }

    @Override
    public void onTimer(long timer, long dueNanos, Emitter out) {
        account.onTimer(timer, dueNanos, out);
    }

    /** How many records have been checked. */
    public long checks() {
        return checks;
    }

    @Override
    public void writeState(WireOut state) {
        account.writeState(state);
    }

    @Override
    public void readState(WireIn state) {
        account.readState(state);
    }
}
