package io.onetape.backtest.report;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AlertRaisedDecoder;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.RiskBreachedDecoder;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyChangedDecoder;
import io.onetape.journal.schema.TradingHaltedDecoder;
import io.onetape.journal.schema.TradingResumedDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.journal.schema.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What risk and the venue refused, and what stopped trading. Single-threaded. */
public final class RiskFacts {
    private static final int MOST_EVENTS = 50;
    private static final int MOST_ROWS = 500;

    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final RiskBreachedDecoder breached = new RiskBreachedDecoder();
    private final TradingHaltedDecoder halted = new TradingHaltedDecoder();
    private final TradingResumedDecoder resumed = new TradingResumedDecoder();
    private final StrategyChangedDecoder strategy = new StrategyChangedDecoder();
    private final AlertRaisedDecoder alert = new AlertRaisedDecoder();
    private final VenueReplyDecoder reply = new VenueReplyDecoder();
    private final SortedMap<String, Refusal> refusals = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private long decisions;
    private long refused;
    private long allEvents;

    /**
     * How often one reason was given.
     *
     * @param by {@code risk} or {@code venue}
     * @param scope whose limit it was; of the venue its code
     */
    public record Refusal(String by, String reason, String scope, int instrument, long count, TapeRange range) {}

    /** Something that a reader of the numbers has to know. */
    public record Event(long sequence, long nanos, String what, String detail) {}

    void accept(RecordView record) {
        switch (record.templateId()) {
            case RiskDecisionDecoder.TEMPLATE_ID -> decide(record);
            case VenueReplyDecoder.TEMPLATE_ID -> reply(record);
            case RiskBreachedDecoder.TEMPLATE_ID -> {
                record.decode(breached);
                event(
                        record,
                        "limit breached: " + breached.reason(),
                        "found " + Fixed8.toString(breached.value()) + ", allowed "
                                + Fixed8.toString(breached.allowed()) + " " + breached.detail());
            }
            case TradingHaltedDecoder.TEMPLATE_ID -> {
                record.decode(halted);
                event(record, "trading halted: " + halted.reason(), halted.detail());
            }
            case TradingResumedDecoder.TEMPLATE_ID ->
                event(record, "trading resumed", record.decode(resumed).detail());
            case StrategyChangedDecoder.TEMPLATE_ID -> change(record);
            case AlertRaisedDecoder.TEMPLATE_ID -> {
                record.decode(alert);
                if (alert.severity() != Severity.INFO) {
                    event(record, "alert: " + alert.name(), alert.detail());
                }
            }
            default -> {} // neither refuses nor stops
        }
    }

    /** Most frequent first. */
    public List<Refusal> refusals() {
        return refusals.values().stream()
                .sorted((a, b) -> Long.compare(b.count(), a.count()))
                .toList();
    }

    public long decisions() {
        return decisions;
    }

    public long refused() {
        return refused;
    }

    /** The first ones. */
    public List<Event> events() {
        return events;
    }

    public long allEvents() {
        return allEvents;
    }

    private void decide(RecordView record) {
        record.decode(decision);
        decisions++;
        if (decision.verdict() == Verdict.REFUSED) {
            refused++;
            String scope = decision.scope() == LimitScope.NULL_VAL
                    ? ""
                    : decision.scope().name();
            count("risk", decision.reason().name(), scope, record);
        }
    }

    private void reply(RecordView record) {
        record.decode(reply);
        ReplyKind kind = reply.kind();
        if (kind == ReplyKind.REJECTED
                || kind == ReplyKind.CANCEL_REJECTED
                || kind == ReplyKind.AMEND_REJECTED
                || kind == ReplyKind.NO_REPLY) {
            count("venue", kind + ": " + reply.reason(), Integer.toString(reply.code()), record);
        }
    }

    private void change(RecordView record) {
        record.decode(strategy);
        if (strategy.change() == StrategyChange.STOPPED || strategy.change() == StrategyChange.QUARANTINED) {
            String what = strategy.change().name();
            strategy.skipHash();
            event(record, "strategy " + what, strategy.detail());
        }
    }

    private void count(String by, String reason, String scope, RecordView record) {
        String key = by + "|" + reason + "|" + scope + "|" + record.instrument();
        Refusal known = refusals.get(key);
        if (known != null) {
            refusals.put(
                    key,
                    new Refusal(
                            by,
                            reason,
                            scope,
                            known.instrument(),
                            known.count() + 1,
                            known.range().to(record)));
        } else if (refusals.size() < MOST_ROWS) {
            refusals.put(key, new Refusal(by, reason, scope, record.instrument(), 1, TapeRange.of(record)));
        }
    }

    private void event(RecordView record, String what, String detail) {
        if (allEvents++ < MOST_EVENTS) {
            events.add(new Event(record.sequence(), record.recordedAtNanos(), what, detail));
        }
    }
}
