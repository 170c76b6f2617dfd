package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.CancelRequestedDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyChangedDecoder;
import io.onetape.journal.schema.StrategyPackageSetEncoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.runtime.Run;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.runtime.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A strategy that loops for ever, in real processes: its process is killed, and the engine goes on without it. */
final class HangTest {
    private static final String STRATEGY = """
              h1: {type: hanging, symbol: BTCUSDT, mode: live}
            plugins: {allowed: run/plugins/allowed}
            """;

    @TempDir
    Path folder;

    private final StrategyChangedDecoder changed = new StrategyChangedDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final CancelRequestedDecoder cancel = new CancelRequestedDecoder();

    @Tag("long")
    @Test
    void anEngineOfItsOwnGoesOnWithoutTheStrategyThatHangs() throws Exception {
        hang(LiveRun.SERVICES.stream().map(List::of).toList(), "strategy");
    }

    @Test
    void aProcessWithEverythingGoesOnWithoutTheStrategyThatHangs() throws Exception {
        hang(List.of(LiveRun.SERVICES), "sequencer");
    }

    private void hang(List<List<String>> processes, String killed) throws Exception {
        RunPaths paths = new RunPaths(folder.resolve("run"));
        offer(paths, HangingPlugin.install(folder, paths));
        LiveRun.market(folder, 9, 20_000_000_000L);
        try (LiveRun run = LiveRun.start(folder, "20x", processes, "hour", STRATEGY)) {
            run.awaitEnd();
        }
        List<RunStatus.ProcessLine> restarted = RunStatus.processes(paths).stream()
                .filter(line -> line.restarts() > 0)
                .toList();
        assertThat(restarted).singleElement().satisfies(line -> {
            assertThat(line.process()).isEqualTo(killed);
            assertThat(line.restarts()).isEqualTo(1);
        });
        assertWithoutIt(TapeFolder.open(paths.tape()));
        assertClean("verify", "--replay", paths.tape());
        assertClean("state", "rebuild", "--check", paths.tape());
    }

    private void assertWithoutIt(Tape tape) {
        List<Long> quarantines = new ArrayList<>();
        List<Long> from = new ArrayList<>();
        List<String> submits = new ArrayList<>();
        List<String> cancels = new ArrayList<>();
        List<Long> ofOthers = new ArrayList<>();
        long[] depth = new long[1];
        each(tape, record -> {
            switch (record.templateId()) {
                case StrategyChangedDecoder.TEMPLATE_ID -> {
                    if (record.decode(changed).change() == StrategyChange.QUARANTINED) {
                        assertThat(strategy(
                                        changed.buffer(),
                                        changed.offset() + StrategyChangedDecoder.strategyEncodingOffset()))
                                .isEqualTo("h1");
                        quarantines.add(record.sequence());
                        from.add(changed.fromSequence());
                    }
                }
                case SubmitOrderDecoder.TEMPLATE_ID -> {
                    record.decode(submit);
                    boolean its = strategy(
                                    submit.buffer(), submit.offset() + SubmitOrderDecoder.strategyEncodingOffset())
                            .equals("h1");
                    if (!its) {
                        ofOthers.add(record.sequence());
                    }
                    submits.add(submit.clientOrderId());
                }
                case CancelRequestedDecoder.TEMPLATE_ID -> {
                    record.decode(cancel);
                    if (strategy(cancel.buffer(), cancel.offset() + CancelRequestedDecoder.strategyEncodingOffset())
                            .equals("h1")) {
                        cancels.add(cancel.intent() + " because of " + record.causedBy());
                    }
                }
                case DepthUpdateDecoder.TEMPLATE_ID -> depth[0]++;
                default -> {} // not asked for
            }
        });
        assertThat(quarantines).hasSize(1);
        assertThat(cancels)
                .as("its order is cancelled with the record that it hung on")
                .containsExactly("1 because of " + from.get(0));
        each(tape, record -> {
            if (record.sequence() == from.get(0)) {
                assertThat(record.templateId()).isEqualTo(BookTopDecoder.TEMPLATE_ID);
            }
        });
        assertThat(submits).doesNotHaveDuplicates();
        assertThat(ofOthers).anyMatch(sequence -> sequence < quarantines.get(0));
        assertThat(ofOthers).anyMatch(sequence -> sequence > quarantines.get(0));
        assertThat(depth[0]).as("each fact is there once").isEqualTo(depthOfMarket());
    }

    private long depthOfMarket() {
        long[] depth = new long[1];
        each(
                TapeFolder.open(folder.resolve("market")),
                record -> depth[0] += record.templateId() == DepthUpdateDecoder.TEMPLATE_ID ? 1 : 0);
        return depth[0];
    }

    /** An operator has set it: that is the first thing that the run hears. */
    private static void offer(RunPaths paths, String hash) {
        RecordDraft draft = new RecordDraft();
        draft.begin(new StrategyPackageSetEncoder(), 0)
                .strategyType("hanging")
                .hash(hash)
                .file("hanging.jar");
        draft.source(0, 1);
        try (OutboxFolder outbox = OutboxFolder.open(paths.outbox(Run.OPERATOR), RollCycle.HOUR)) {
            outbox.append(draft, LiveRun.START);
        }
    }

    private static void assertClean(Object... command) {
        var run = io.onetape.tools.sample.Run.of(command);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }

    private static void each(Tape tape, Consumer<RecordView> what) {
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                what.accept(reader.record());
            }
        }
    }

    private static String strategy(org.agrona.DirectBuffer buffer, int at) {
        return OrderId.strategyName(OrderId.getStrategy(buffer, at));
    }
}
