package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReverseTest {
    private static final int RECORDS = 12_000;

    @TempDir
    Path folder;

    @Test
    void newestFirstIsTheReverseOfOldestFirst() {
        long seed = System.nanoTime();
        System.out.println("ReverseTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Path tape = folder.resolve("tape");
        try (SampleTape sample = SampleTape.begin(tape, seed, RollCycle.SECOND)) {
            for (int i = 0; i < RECORDS; i++) {
                append(sample, random);
            }
        }
        for (int i = 0; i < 8; i++) {
            List<Object> options = options(random);
            List<String> forwards = new ArrayList<>(lines(options, tape));
            List<Object> reversed = new ArrayList<>(options);
            reversed.add("-r");
            Collections.reverse(forwards);
            assertThat(lines(reversed, tape)).as("seed %d %s", seed, options).isEqualTo(forwards);

            int limit = random.nextInt(1, 50);
            reversed.add("-n");
            reversed.add(limit);
            assertThat(lines(reversed, tape))
                    .as("seed %d %s", seed, options)
                    .isEqualTo(forwards.subList(0, Math.min(limit, forwards.size())));
        }
    }

    private static void append(SampleTape sample, SplittableRandom random) {
        int instrument = random.nextInt(1, 3);
        switch (random.nextInt(3)) {
            case 0 -> sample.fact(instrument, "TradePrint", "price=" + random.nextInt(1, 100), "aggressor=BUY");
            case 1 -> sample.fact(instrument, "QuoteUpdate", "bid=" + random.nextInt(1, 100));
            default ->
                sample.fact(instrument, "FeedStatusChanged", "status=GAP", "detail=" + "x".repeat(random.nextInt(300)));
        }
        if (random.nextInt(500) == 0) {
            sample.pass(random.nextLong(900_000_000L));
        }
    }

    private static List<Object> options(SplittableRandom random) {
        List<Object> options = new ArrayList<>(List.of("export", "--format", "csv"));
        if (random.nextBoolean()) {
            options.addAll(List.of("-t", "TradePrint"));
        }
        if (random.nextBoolean()) {
            options.addAll(List.of("-s", "ETHUSDT"));
        }
        if (random.nextBoolean()) {
            options.addAll(List.of("--from", "seq:" + random.nextInt(1, RECORDS)));
        }
        if (random.nextBoolean()) {
            options.addAll(List.of("--to", "-" + random.nextInt(1, 3000) + "ms"));
        }
        return options;
    }

    private static List<String> lines(List<Object> options, Path tape) {
        List<Object> args = new ArrayList<>(options);
        args.add(tape);
        Run run = Run.of(args.toArray());
        assertThat(run.err()).isEmpty();
        return run.lines().subList(1, run.lines().size());
    }
}
