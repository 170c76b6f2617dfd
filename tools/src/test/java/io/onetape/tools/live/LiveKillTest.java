package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.Facts;
import io.onetape.replay.Pipeline;
import io.onetape.replay.PowerLoss;
import io.onetape.replay.Processor;
import io.onetape.replay.StateAt;
import io.onetape.services.runtime.RunStatus;
import io.onetape.tools.sample.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processes of a live system, killed with SIGKILL at random moments. */
final class LiveKillTest {
    private static final long SECOND = 1_000_000_000L;
    private static final List<String> SERVICES =
            List.of("marketdata", "strategy", "risk", "execution", "account", "venue");

    private static final List<List<String>> SIX = List.of(
            List.of("sequencer", "clock", "feed"),
            List.of("marketdata"),
            List.of("strategy"),
            List.of("risk"),
            List.of("execution"),
            List.of("account", "venue"));

    @TempDir
    Path folder;

    @Test
    void processesThatAreKilledInLockstepDecideAsOneJvmThatWasNot() throws Exception {
        killInLockstep(18, 16 * SECOND, SIX);
    }

    @Tag("long")
    @Test
    void aThousandKillsInLockstepChangeNothing() throws Exception {
        killInLockstep(
                1_000, 500 * SECOND, LiveRun.SERVICES.stream().map(List::of).toList());
    }

    @Test
    void aFreeRunThatIsKilledIsCleanByItsOwnReplay() throws Exception {
        LiveRun.market(folder, 5, 8 * SECOND);
        try (LiveRun run = LiveRun.start(folder, "4x", LiveRun.THREE, "second", "")) {
            assertThat(kill(run, 5)).isPositive();
            run.awaitEnd();
            assertClean(run.tape());
            assertThat(Base.read(run.paths().outbox("feed")))
                    .as("outboxes lose what is on the tape")
                    .isPresent();
            assertThat(factsOf(TapeFolder.open(run.tape()), "feed"))
                    .isEqualTo(factsOf(TapeFolder.open(folder.resolve("market")), "importer"));
        }
    }

    @Test
    void aRunWhoseTapeAndOutboxesLoseTheirTailsDecidesAsOneJvm() throws Exception {
        SplittableRandom random = seeded();
        LiveRun.market(folder, 3, 4 * SECOND);
        loseTails("lockstep", LiveRun.THREE, random, true);
        try (LiveRun run = LiveRun.goOn(folder)) {
            run.awaitEnd();
            assertLossIsSaid(run.tape());
            assertClean(run.tape());
            assertEachFactOnce(run.tape());
            Tape live = TapeFolder.open(run.tape());
            List<Processor> processors = new ArrayList<>();
            SERVICES.forEach(name -> processors.add(new LiveProcessors(run.tape()).named(name)));
            assertThat(orders(live)).isEqualTo(orders(inOneJvm(live, processors)));
        }
    }

    @Tag("long")
    @Test
    void aFreeRunWhoseTapeLosesItsTailHasEachFactOnce() throws Exception {
        SplittableRandom random = seeded();
        LiveRun.market(folder, 5, 4 * SECOND);
        loseTails("4x", List.of(LiveRun.SERVICES), random, false);
        try (LiveRun run = LiveRun.goOn(folder)) {
            run.awaitEnd();
            assertLossIsSaid(run.tape());
            assertClean(run.tape());
            assertEachFactOnce(run.tape());
        }
    }

    /** Lets a run come some way, kills everything of it at once, and takes tails away: of the tape, and of the outboxes too if asked for. */
    private void loseTails(String pace, List<List<String>> processes, SplittableRandom random, boolean outboxes)
            throws Exception {
        Path tape;
        Path boxes;
        try (LiveRun run = LiveRun.start(folder, pace, processes, "hour", "")) {
            tape = run.tape();
            boxes = run.paths().outboxes();
            while (!run.hasEnded() && lastOf(tape) < 700) {
                LockSupport.parkNanos(20_000_000);
            }
            run.killAll();
        }
        long last = lastOf(tape);
        assertThat(last).isGreaterThan(600);
        PowerLoss.ZEROS.behind(tape, random.nextLong(30, last - 300)); // the index knows every 256th
        if (outboxes) {
            try (var all = Files.list(boxes)) {
                for (Path box : all.sorted().toList()) {
                    long number = OutboxFolder.lastNumber(box);
                    if (number > 1) {
                        PowerLoss.SHORTER.behind(box, random.nextLong(1, number));
                    }
                }
            }
        }
    }

    private static long lastOf(Path tape) {
        if (!Files.exists(tape.resolve(Manifest.FILE))) {
            return 0;
        }
        try (TapeReader reader = TapeFolder.open(tape).reader()) {
            reader.seekLast();
            return reader.number();
        }
    }

    private void assertEachFactOnce(Path tape) {
        assertThat(factsOf(TapeFolder.open(tape), "feed"))
                .isEqualTo(factsOf(TapeFolder.open(folder.resolve("market")), "importer"));
    }

    private static void assertLossIsSaid(Path tape) {
        Run alerts = Run.of("cat", "-t", "AlertRaised", tape);
        assertThat(alerts.out()).contains("tail-lost").contains("the tape goes on after sequence ");
    }

    private static SplittableRandom seeded() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return new SplittableRandom(seed);
    }

    private void killInLockstep(int kills, long marketNanos, List<List<String>> processes) throws Exception {
        LiveRun.market(folder, 3, marketNanos);
        try (LiveRun run = LiveRun.start(folder, "lockstep", processes, "hour", "")) {
            int done = kill(run, kills);
            run.awaitEnd();
            assertThat(done).isEqualTo(kills);
            Tape live = TapeFolder.open(run.tape());
            List<Processor> processors = new ArrayList<>();
            SERVICES.forEach(name -> processors.add(new LiveProcessors(run.tape()).named(name)));
            Tape unbroken = inOneJvm(live, processors);
            List<String> orders = orders(unbroken);
            assertThat(orders).hasSizeGreaterThan(100);
            assertThat(orders(live)).isEqualTo(orders);
            assertThat(state(live, "execution")).isEqualTo(StateAt.json(processors.get(3)));
            assertThat(state(live, "venue")).hasSameSizeAs(StateAt.json(processors.get(5)));
            assertClean(run.tape());
        }
    }

    /** Kills processes at random moments until it has killed as many, or the run has ended. */
    private static int kill(LiveRun run, int kills) {
        SplittableRandom random = seeded();
        int done = 0;
        while (done < kills && !run.hasEnded()) {
            LockSupport.parkNanos(random.nextLong(10_000_000, 300_000_000));
            List<RunStatus.ProcessLine> running = run.running();
            if (!running.isEmpty()) {
                RunStatus.ProcessLine victim = running.get(random.nextInt(running.size()));
                done += LiveRun.kill(victim.pid()) ? 1 : 0;
            }
        }
        return done;
    }

    /** Every record is good, every output is regenerated and equal, and every state that was noted is that of a rebuild. */
    private static void assertClean(Path tape) {
        Run verify = Run.of("verify", "--replay", tape);
        assertThat(verify.exitCode()).as(verify.out() + verify.err()).isZero();
        Run rebuild = Run.of("state", "rebuild", "--check", tape);
        assertThat(rebuild.exitCode()).as(rebuild.out() + rebuild.err()).isZero();
        Run fromSnapshots = Run.of("state", "show", "--json", tape);
        Run fromBeginning = Run.of("state", "show", "--json", "--from-beginning", tape);
        assertThat(fromSnapshots.out()).isEqualTo(fromBeginning.out());
        assertThat(fromSnapshots.exitCode()).isZero();
    }

    /** The same facts, without the processes' own, through all processors in one JVM. */
    private static Tape inOneJvm(Tape live, List<Processor> processors) {
        MemoryTape tape = new MemoryTape(((TapeFolder) live).manifest().tapeId(), RollCycle.HOUR);
        ExpandableArrayBuffer copy = new ExpandableArrayBuffer();
        try (Pipeline pipeline = new Pipeline(tape, tape.writer(), processors, 0, record -> {});
                TapeReader reader = live.reader()) {
            int source = tape.writer().define(SourceKind.OUTSIDE, "facts", 0);
            Sources sources = new Sources();
            long number = 0;
            while (reader.next()) {
                RecordView record = reader.record();
                sources.apply(record);
                boolean fact = sources.find(record.source())
                        .filter(from -> from.kind() == SourceKind.OUTSIDE)
                        .isPresent();
                boolean again = Facts.happenAgain(record.templateId())
                        || record.templateId() == SimulationConfiguredDecoder.TEMPLATE_ID;
                if (fact && again) {
                    copy.putBytes(0, record.buffer(), 0, record.length());
                    copy.putLong(RecordHeader.SOURCE_SEQUENCE, ++number);
                    copy.putLong(RecordHeader.CORRELATION, 0);
                    pipeline.accept(copy, record.length(), source, record.recordedAtNanos());
                }
            }
        }
        return tape;
    }

    /** What was sent to the venue, what it filled, and every step of every order. */
    private static List<String> orders(Tape tape) {
        List<String> orders = new ArrayList<>();
        SubmitOrderDecoder submit = new SubmitOrderDecoder();
        SubmitCancelDecoder cancel = new SubmitCancelDecoder();
        OrderChangedDecoder changed = new OrderChangedDecoder();
        FillDecoder fill = new FillDecoder();
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                switch (record.templateId()) {
                    case SubmitOrderDecoder.TEMPLATE_ID -> {
                        record.decode(submit);
                        orders.add("submit " + submit.price() + " " + submit.quantity() + " " + submit.side() + " "
                                + submit.clientOrderId());
                    }
                    case SubmitCancelDecoder.TEMPLATE_ID ->
                        orders.add("cancel " + record.decode(cancel).clientOrderId());
                    case FillDecoder.TEMPLATE_ID -> {
                        record.decode(fill);
                        orders.add("fill " + fill.intent() + " " + fill.price() + " " + fill.quantity() + " at "
                                + record.recordedAtNanos());
                    }
                    case OrderChangedDecoder.TEMPLATE_ID -> {
                        record.decode(changed);
                        long strategy = OrderId.getStrategy(
                                changed.buffer(), changed.offset() + OrderChangedDecoder.strategyEncodingOffset());
                        orders.add(OrderId.strategyName(strategy) + "-" + changed.intent() + " " + changed.state() + " "
                                + changed.reason());
                    }
                    default -> {} // not about an order
                }
            }
        }
        return orders;
    }

    private static String state(Tape tape, String service) {
        Processor processor = new LiveProcessors(((TapeFolder) tape).folder()).named(service);
        try (TapeReader reader = tape.reader()) {
            new StateAt(List.of(processor)).run(reader, Long.MAX_VALUE);
        }
        return StateAt.json(processor);
    }

    /** Bodies of all records of a source, in order. */
    private static List<String> factsOf(Tape tape, String source) {
        List<String> facts = new ArrayList<>();
        Sources sources = new Sources();
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                sources.apply(record);
                if (sources.find(record.source())
                        .filter(from -> from.name().equals(source))
                        .isPresent()) {
                    int hash = 1;
                    for (int at = RecordHeader.LENGTH; at < record.length(); at++) {
                        hash = 31 * hash + record.buffer().getByte(at);
                    }
                    facts.add(record.templateId() + " " + record.instrument() + " " + hash);
                }
            }
        }
        return facts;
    }
}
