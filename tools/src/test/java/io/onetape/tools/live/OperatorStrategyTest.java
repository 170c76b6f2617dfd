package io.onetape.tools.live;

import static io.onetape.tools.live.TapeRecords.is;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.tools.sample.Run;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with strategies, their code and their positions while a system runs. One run, for its start takes longest. */
@Timeout(300)
final class OperatorStrategyTest {
    private static final long SECOND = 1_000_000_000L;
    private static final List<List<String>> PROCESSES = List.of(
            List.of("sequencer", "clock", "feed"),
            List.of("marketdata", "strategy", "risk", "execution", "account", "venue"));
    private static final String MORE = """
              b1: {type: buyer, symbol: BTCUSDT, mode: live, parameters: {quantity: 0.3}}
            plugins: {allowed: allowed}
            """;

    @TempDir
    Path folder;

    private TapeRecords tape = new TapeRecords(Path.of(""));

    @Test
    void anOperatorStopsStartsSetsAndReplacesStrategiesAndTakesTheirPositionsBack() throws Exception {
        Files.createFile(folder.resolve("allowed"));
        LiveRun.market(folder, 5, 300 * SECOND);
        try (LiveRun run = LiveRun.start(folder, "4x", PROCESSES, "hour", MORE)) {
            tape = new TapeRecords(run.tape());
            tape.await("an order of a running system", 0, "OrderRequested", is("strategy", "mm1"));
            verbsAreObeyed();
            whatCannotBeIsRefusedOnTheTapeAndChangesNothing();
            commandsAtOnceStandInOneOrderOrAreRefused();
            String first = aJarThatIsInstalledDecidesFromThenOn();
            itsBoundsHold();
            aSecondOneGoesOnWhereTheFirstWas(first);
            aHaltCancelsFirstAndThenFlattens(run);
            tradingGoesOn(run);
            ok("run", "--stop");
            run.awaitEnd();
        }
        assertThat(Run.of("verify", "--replay", folder.resolve("run/tape")))
                .satisfies(run ->
                        assertThat(run.exitCode()).as(run.out() + run.err()).isZero());
    }

    private void verbsAreObeyed() {
        long before = tape.last();
        ok("strategy", "stop", "mm1", "--reason", "a drill");
        JsonNode stopped = changed("STOPPED", "mm1", before);
        assertThat(stopped.get("detail").asText()).contains("stop by ", "a drill");
        LockSupport.parkNanos(SECOND / 2);
        assertThat(ordersOf("mm1", TapeRecords.sequence(stopped))).isEmpty();
        ok("strategy", "start", "mm1");
        JsonNode started = changed("STARTED", "mm1", TapeRecords.sequence(stopped));

        ok("strategy", "set", "mm1", "quantity=0.02");
        JsonNode set = changed("PARAMETERS", "mm1", TapeRecords.sequence(started));
        assertThat(set.get("detail").asText()).contains("quantity=0.02");
        tape.await(
                "an order of the new quantity",
                TapeRecords.sequence(set),
                "OrderRequested",
                is("strategy", "mm1").and(is("quantity", "0.02")));

        ok("strategy", "mode", "mm1", "observation");
        JsonNode mode = changed("MODE", "mm1", TapeRecords.sequence(set));
        assertThat(mode.get("mode").asText()).isEqualTo("OBSERVATION");
        LockSupport.parkNanos(SECOND / 2);
        assertThat(ordersOf("mm1", TapeRecords.sequence(mode))).isEmpty();
        assertThat(ok("strategy", "list").out()).contains("mm1: started, market-maker on BTCUSDT, mode observation");
    }

    private void whatCannotBeIsRefusedOnTheTapeAndChangesNothing() {
        refused(
                "expected a strategy that is on the tape, one of [b1, mm1, mm2], found 'mm9'",
                "strategy",
                "stop",
                "mm9");
        refused("quantity: expected a decimal number from", "strategy", "set", "mm1", "quantity=-1");
        refused("expected one of [live, simulation, observation]", "strategy", "mode", "mm1", "alive");
    }

    private void refused(String why, String... command) {
        long before = tape.last();
        Run refused = operator(command);
        assertThat(refused.exitCode()).as(refused.out() + refused.err()).isEqualTo(6);
        assertThat(refused.err()).contains(why, "next: ");
        JsonNode alert = tape.await("the refusal", before, "AlertRaised", is("name", "command-refused"));
        assertThat(alert.get("detail").asText()).contains(why);
        assertThat(tape.after(before, "ConfigSet")).isEmpty();
    }

    /** Two operators at a time, each command with a reason of its own. */
    private void commandsAtOnceStandInOneOrderOrAreRefused() throws Exception {
        long before = tape.last();
        List<String> taken = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService operators = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                List<Future<Run>> answers = new ArrayList<>();
                for (String who : List.of("ann", "bob")) {
                    String reason = who + "-" + round;
                    answers.add(operators.submit(() -> {
                        together.await();
                        return operator(
                                "config", "set", "execution.requoteTicks", "2", "--reason", reason, "--no-wait");
                    }));
                }
                for (Future<Run> answer : answers) {
                    Run run = answer.get();
                    if (run.exitCode() == 0) {
                        taken.add((answers.indexOf(answer) == 0 ? "ann-" : "bob-") + round);
                    } else {
                        assertThat(run.exitCode()).as(run.err()).isEqualTo(5);
                        assertThat(run.err()).contains("another command is being written", "next: type it again");
                    }
                }
            }
        } finally {
            operators.shutdownNow();
        }
        assertThat(taken).hasSizeGreaterThanOrEqualTo(10);
        ok("config", "set", "execution.requoteTicks", "1", "--reason", "last");
        taken.add("last");
        List<JsonNode> records = tape.after(before, "OperatorCommand", "ConfigSet");
        assertThat(records).hasSize(2 * taken.size());
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < records.size(); i += 2) { // each command, and behind it what it sets
            reasons.add(records.get(i).get("why").asText());
            assertThat(records.get(i + 1).get("key").asText()).isEqualTo("execution.requoteTicks");
            assertThat(number(records.get(i + 1))).isEqualTo(number(records.get(i)) + 1);
        }
        assertThat(reasons).containsExactlyInAnyOrderElementsOf(taken).endsWith("last");
    }

    private String aJarThatIsInstalledDecidesFromThenOn() throws Exception {
        Path jar = BuyingPlugin.first(folder);
        long before = tape.last();
        Run unlisted = operator("plugin", "install", jar.toString());
        assertThat(unlisted.exitCode()).isEqualTo(6);
        assertThat(tape.after(before, "StrategyPackageSet")).isEmpty();

        String hash = install(jar);
        ok("strategy", "start", "b1");
        assertThat(changed("LOADED", "b1", before).get("hash").asText()).isEqualTo(hash);
        changed("STARTED", "b1", before);
        tape.await("what it buys", before, "Fill", is("strategy", "b1"));
        return hash;
    }

    private void itsBoundsHold() {
        refused("quantity: expected a decimal number from 0.001 to 0.5", "strategy", "set", "b1", "quantity=0.6");
        long before = tape.last();
        ok("strategy", "set", "b1", "quantity=0.2");
        assertThat(changed("PARAMETERS", "b1", before).get("detail").asText()).isEqualTo("quantity=0.2");
    }

    private void aSecondOneGoesOnWhereTheFirstWas(String first) throws Exception {
        long before = tape.last();
        String second = install(BuyingPlugin.second(folder));
        assertThat(second).isNotEqualTo(first);
        assertThat(changed("LOADED", "b1", before).get("hash").asText()).isEqualTo(second);
        JsonNode started = changed("STARTED", "b1", before);
        assertThat(started.get("detail").asText()).contains("goes on with its state");
        JsonNode order = tape.await("the new code's order", before, "OrderRequested", is("strategy", "b1"));
        assertThat(order.get("causedBy").asLong())
                .isGreaterThan(started.get("causedBy").asLong());
        assertThat(order.get("orderType").asText()).isEqualTo("LIMIT");
        assertThat(order.get("quantity").asText()).isEqualTo("0.2");
        tape.await(
                "its resting order",
                before,
                "OrderChanged",
                is("strategy", "b1").and(is("state", "SUBMITTED")));
    }

    private String install(Path jar) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        Files.writeString(folder.resolve("allowed"), hash + "  # of a test\n", StandardOpenOption.APPEND);
        long before = tape.last();
        Run installed = ok("plugin", "install", jar.toString());
        assertThat(installed.out()).contains("OperatorCommand", "StrategyPackageSet");
        assertThat(tape.after(before, "StrategyPackageSet")).singleElement().satisfies(record -> {
            assertThat(record.get("strategyType").asText()).isEqualTo("buyer");
            assertThat(record.get("hash").asText()).isEqualTo(hash);
            assertThat(record.get("file").asText()).isEqualTo("buyer.jar");
        });
        return hash;
    }

    private void aHaltCancelsFirstAndThenFlattens(LiveRun run) {
        ok("strategy", "mode", "mm1", "live");
        long before = tape.last();
        assertThat(tape.positionsBefore(before).get("BTCUSDT"))
                .as("an open position")
                .isPositive();
        Run halt = ok("halt", "--flatten", "--reason", "a drill");
        assertThat(halt.err()).contains("the latch " + run.paths().haltLatch() + " is set");
        long asked = TapeRecords.sequence(tape.await(
                "the halt", before, "TradingHalted", is("flatten", "YES").and(is("state", "HALTED"))));
        JsonNode flatten = tape.await(
                "the order that takes the position back",
                asked,
                "SubmitOrder",
                is("strategy", "flatten").and(is("symbol", "BTCUSDT")));
        assertThat(flatten.get("reduceOnly").asText()).isEqualTo("YES");
        assertThat(flatten.get("orderType").asText()).isEqualTo("MARKET");
        long sent = TapeRecords.sequence(flatten);
        JsonNode halted = tape.after(before, "TradingHalted").get(0);
        JsonNode cancel = tape.await("a cancel", before, "SubmitCancel", is("strategy", "b1"));
        assertThat(List.of(TapeRecords.sequence(halted), TapeRecords.sequence(cancel), sent))
                .isSorted();
        assertThat(tape.openBefore(sent, "BTCUSDT"))
                .as("orders that the flatten did not wait for")
                .isEmpty();
        tape.await("what brings it about", sent, "Fill", is("strategy", "flatten"));
        long end = System.nanoTime() + 30 * SECOND;
        while (!isFlat() && System.nanoTime() < end) {
            LockSupport.parkNanos(SECOND / 10);
        }
        assertThat(tape.positionsBefore(Long.MAX_VALUE))
                .containsOnlyKeys("BTCUSDT", "ETHUSDT")
                .allSatisfy(OperatorStrategyTest::isZero);
    }

    private boolean isFlat() {
        return tape.positionsBefore(Long.MAX_VALUE).values().stream().allMatch(position -> position.signum() == 0);
    }

    private static void isZero(String symbol, BigDecimal position) {
        assertThat(position).as(symbol).isZero();
    }

    private void tradingGoesOn(LiveRun run) {
        long before = tape.last();
        long end = System.nanoTime() + 60 * SECOND;
        Run resume = operator("resume", "--yes");
        while (resume.exitCode() == 6 && System.nanoTime() < end) {
            assertThat(resume.err()).contains("expected a clean reconciliation");
            LockSupport.parkNanos(SECOND / 2);
            resume = operator("resume", "--yes");
        }
        assertThat(resume.exitCode()).as(resume.out() + resume.err()).isZero();
        assertThat(run.paths().haltLatch()).doesNotExist();
        long resumed = TapeRecords.sequence(tape.after(before, "TradingResumed").get(0));
        assertThat(tape.positionsBefore(resumed)).allSatisfy(OperatorStrategyTest::isZero);
        tape.await("a new order", resumed, "SubmitOrder", is("strategy", "mm1"));
        tape.await("the plug-in's too", resumed, "SubmitOrder", is("strategy", "b1"));
    }

    private JsonNode changed(String change, String strategy, long after) {
        return tape.await(
                change, after, "StrategyChanged", is("strategy", strategy).and(is("change", change)));
    }

    private List<JsonNode> ordersOf(String strategy, long after) {
        return tape.after(after, "OrderRequested").stream()
                .filter(is("strategy", strategy))
                .toList();
    }

    private Run ok(String... command) {
        Run run = operator(command);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        return run;
    }

    private Run operator(String... command) {
        List<Object> arguments = new ArrayList<>(List.of((Object[]) command));
        arguments.addAll(List.of("--dir", folder.resolve("run")));
        return Run.of(arguments.toArray());
    }

    private static long number(JsonNode record) {
        return record.get("sourceSequence").asLong();
    }
}
