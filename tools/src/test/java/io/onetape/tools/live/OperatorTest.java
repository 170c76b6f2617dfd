package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OperatorCommandDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TradingHaltedDecoder;
import io.onetape.journal.schema.TradingResumedDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.orders.OrderLifeCycle;
import io.onetape.services.runtime.HaltLatch;
import io.onetape.services.runtime.OperatorOutbox;
import io.onetape.tools.sample.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types, and what a real system makes of it. One run, for its start takes longest. */
final class OperatorTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long PATIENCE_NANOS = 60 * SECOND;

    private static final List<List<String>> PROCESSES = List.of(
            List.of("sequencer", "clock", "feed"),
            List.of("marketdata", "strategy"),
            List.of("risk", "execution", "account", "venue"));

    @TempDir
    Path folder;

    @Test
    void anOperatorHaltsAndResumesARunningSystem() throws Exception {
        LiveRun.market(folder, 5, 300 * SECOND);
        try (LiveRun run = LiveRun.start(folder, "4x", PROCESSES, "hour", "")) {
            awaitAfter(0, FillDecoder.TEMPLATE_ID, run);
            aHaltCancelsAndNothingIsSentUntilAResume(run);
            theLatchHaltsAlthoughAnotherCommandHoldsTheOutbox(run);
            aLimitTakesEffectAtOnce(run);
            aHaltWhileTheSequencerIsKilledArrivesWhenItIsBack(run);
            run.killAll();
        }
        aHaltOfADeadSystemStandsAndIsTakenAtItsStart();
        Run verify = Run.of("verify", "--replay", folder.resolve("run/tape"));
        assertThat(verify.exitCode()).as(verify.out() + verify.err()).isZero();
    }

    private void aHaltCancelsAndNothingIsSentUntilAResume(LiveRun run) {
        Run halt = operator("halt", "--reason", "a drill");
        assertThat(halt.exitCode()).as(halt.out() + halt.err()).isZero();
        assertThat(halt.out()).contains("OperatorCommand", "TradingHalted");
        assertThat(halt.err()).contains("is set", "every service has answered");
        assertThat(run.paths().haltLatch()).content().contains("a drill");
        long halted = awaitAfter(0, TradingHaltedDecoder.TEMPLATE_ID, run);
        assertThat(halted).isPositive();
        awaitNothingOpen(run);
        nothingIsSent(run);
        assertThat(acceptedOfThoseBehindAHalt(run)).isEmpty();
        resume(run);
        awaitAfter(last(run), SubmitOrderDecoder.TEMPLATE_ID, run);
    }

    private void theLatchHaltsAlthoughAnotherCommandHoldsTheOutbox(LiveRun run) {
        long before = last(run);
        try (OperatorOutbox other = new OperatorOutbox(run.paths(), RollCycle.HOUR, System::nanoTime)) {
            Run busy = operator("halt");
            assertThat(busy.exitCode()).as(busy.out() + busy.err()).isEqualTo(5);
            assertThat(busy.err()).contains("is set; another command is being written", "nothing of 'halt' was");
            awaitAfter(before, TradingHaltedDecoder.TEMPLATE_ID, run);
            assertThat(other.lastNumber()).isPositive();
        }
        resume(run);
    }

    private void aLimitTakesEffectAtOnce(LiveRun run) {
        Run set = Run.on(
                80,
                Map.of(),
                "risk",
                "set",
                "--account",
                "maximumOrdersPerSecond=1",
                "onBreach=block",
                "--dir",
                folder.resolve("run"),
                "--timeout",
                60);
        assertThat(set.exitCode()).as(set.out() + set.err()).isZero();
        assertThat(set.lines()).allMatch(line -> line.length() <= 80).anyMatch(line -> line.endsWith("…"));
        assertThat(set.out()).contains("OperatorCommand", "RiskLimitsSet");
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!isRefused(Reason.ORDER_RATE_LIMIT, run) && System.nanoTime() < end) {
            LockSupport.parkNanos(SECOND / 10);
        }
        assertThat(isRefused(Reason.ORDER_RATE_LIMIT, run)).isTrue();
        assertThat(operator("risk", "show").out())
                .contains("limits of the account: maximumOrdersPerSecond=1 onBreach=block");
    }

    private void aHaltWhileTheSequencerIsKilledArrivesWhenItIsBack(LiveRun run) {
        long before = last(run);
        run.running().stream()
                .filter(line -> line.process().equals("sequencer"))
                .forEach(line -> LiveRun.kill(line.pid()));
        Run halt = operator("halt");
        assertThat(halt.exitCode()).as(halt.out() + halt.err()).isZero();
        assertThat(run.paths().haltLatch()).exists();
        awaitAfter(before, TradingHaltedDecoder.TEMPLATE_ID, run);
    }

    private static boolean isRefused(Reason reason, LiveRun run) {
        RiskDecisionDecoder decision = new RiskDecisionDecoder();
        try (TapeReader reader = TapeFolder.open(run.tape()).reader()) {
            while (reader.next()) {
                if (reader.record().templateId() == RiskDecisionDecoder.TEMPLATE_ID
                        && reader.record().decode(decision).reason() == reason) {
                    return true;
                }
            }
        }
        return false;
    }

    private void aHaltOfADeadSystemStandsAndIsTakenAtItsStart() throws Exception {
        Run halt = operator("halt");
        assertThat(halt.exitCode()).as(halt.out() + halt.err()).isZero();
        assertThat(halt.err()).contains("nothing runs in", "is taken at the next start");
        Run resume = operator("resume", "--yes");
        assertThat(resume.exitCode()).isEqualTo(6);
        try (LiveRun again = LiveRun.goOn(folder)) {
            long before = last(again);
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (commandsAfter(before, again).isEmpty() && System.nanoTime() < end) {
                LockSupport.parkNanos(SECOND / 20);
            }
            assertThat(commandsAfter(before, again)).containsExactly("halt");
            nothingIsSent(again);
            assertThat(acceptedOfThoseBehindAHalt(again)).isEmpty();
            assertThat(again.paths().haltLatch()).exists();
        }
    }

    private static void awaitNothingOpen(LiveRun run) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!open(run).isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(SECOND / 10);
        }
        assertThat(open(run)).isEmpty();
    }

    /** Orders whose last step is not their end. */
    private static Set<String> open(LiveRun run) {
        Set<String> open = new HashSet<>();
        OrderChangedDecoder changed = new OrderChangedDecoder();
        try (TapeReader reader = TapeFolder.open(run.tape()).reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                if (record.templateId() == OrderChangedDecoder.TEMPLATE_ID) {
                    record.decode(changed);
                    String order = record.instrument() + "-" + changed.intent();
                    if (OrderLifeCycle.isTerminal(changed.state())) {
                        open.remove(order);
                    } else {
                        open.add(order);
                    }
                }
            }
        }
        return open;
    }

    /** What was on its way when the halt came may stand behind it on the tape; after that, nothing. */
    private static void nothingIsSent(LiveRun run) {
        LockSupport.parkNanos(SECOND / 2);
        long quiet = last(run);
        LockSupport.parkNanos(SECOND / 2);
        assertThat(sequencesAfter(quiet, SubmitOrderDecoder.TEMPLATE_ID, run)).isEmpty();
    }

    /** Orders that stand on the tape behind a halt, before trading was resumed, and that the venue took all the same. */
    private static Set<String> acceptedOfThoseBehindAHalt(LiveRun run) {
        Set<String> sent = new HashSet<>();
        Set<String> accepted = new HashSet<>();
        boolean halted = false;
        OperatorCommandDecoder command = new OperatorCommandDecoder();
        SubmitOrderDecoder submit = new SubmitOrderDecoder();
        VenueReplyDecoder reply = new VenueReplyDecoder();
        try (TapeReader reader = TapeFolder.open(run.tape()).reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                switch (record.templateId()) {
                    case OperatorCommandDecoder.TEMPLATE_ID -> {
                        record.decode(command).skipWho();
                        halted |= command.what().equals("halt");
                    }
                    case TradingResumedDecoder.TEMPLATE_ID -> halted = false;
                    case SubmitOrderDecoder.TEMPLATE_ID -> {
                        record.decode(submit);
                        if (halted) {
                            sent.add(record.instrument() + "-" + submit.intent() + "-" + submit.attempt());
                        }
                    }
                    case VenueReplyDecoder.TEMPLATE_ID -> {
                        record.decode(reply);
                        if (reply.kind() == ReplyKind.ACCEPTED) {
                            accepted.add(record.instrument() + "-" + reply.intent() + "-" + reply.attempt());
                        }
                    }
                    default -> {} // not about an order's way
                }
            }
        }
        accepted.retainAll(sent);
        return accepted;
    }

    /** As often as it takes until a reconciliation is late enough. */
    private void resume(LiveRun run) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Run resume = operator("resume", "--yes");
        while (resume.exitCode() == 6 && System.nanoTime() < end) {
            assertThat(resume.err()).contains("resume-refused", "expected a clean reconciliation");
            assertThat(run.paths().haltLatch()).exists();
            LockSupport.parkNanos(SECOND / 2);
            resume = operator("resume", "--yes");
        }
        assertThat(resume.exitCode()).as(resume.out() + resume.err()).isZero();
        assertThat(run.paths().haltLatch()).doesNotExist();
    }

    private Run operator(String... command) {
        List<Object> arguments = new ArrayList<>(List.of((Object[]) command));
        arguments.addAll(List.of("--dir", folder.resolve("run"), "--timeout", "60"));
        return Run.of(arguments.toArray());
    }

    private static long awaitAfter(long sequence, int type, LiveRun run) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            List<Long> found = sequencesAfter(sequence, type, run);
            if (!found.isEmpty()) {
                return found.get(0);
            }
            LockSupport.parkNanos(SECOND / 20);
        }
        throw new AssertionError("no record of type " + type + " after " + sequence);
    }

    private static List<Long> sequencesAfter(long sequence, int type, LiveRun run) {
        List<Long> found = new ArrayList<>();
        if (Files.exists(run.tape().resolve(Manifest.FILE))) {
            try (TapeReader reader = TapeFolder.open(run.tape()).reader()) {
                while (reader.next()) {
                    if (reader.number() > sequence && reader.record().templateId() == type) {
                        found.add(reader.number());
                    }
                }
            }
        }
        return found;
    }

    /** What operators commanded; the latch says for itself that it is set. */
    private static List<String> commandsAfter(long sequence, LiveRun run) {
        List<String> found = new ArrayList<>();
        OperatorCommandDecoder command = new OperatorCommandDecoder();
        try (TapeReader reader = TapeFolder.open(run.tape()).reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                if (reader.number() > sequence && record.templateId() == OperatorCommandDecoder.TEMPLATE_ID) {
                    boolean isOfLatch = record.decode(command).who().equals(HaltLatch.SOURCE);
                    String what = command.what();
                    if (!isOfLatch) {
                        found.add(what);
                    }
                }
            }
        }
        return found;
    }

    private static long last(LiveRun run) {
        try (TapeReader reader = TapeFolder.open(run.tape()).reader()) {
            return reader.seekLast() ? reader.number() : 0;
        }
    }
}
