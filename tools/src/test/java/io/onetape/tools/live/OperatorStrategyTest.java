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
import java.util.SortedMap;
import java.util.TreeMap;
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

    private Operator operator = Operator.of(Path.of(""));
    private TapeRecords tape = operator.tape();

    @Test
    void anOperatorStopsStartsSetsAndReplacesStrategiesAndTakesTheirPositionsBack() throws Exception {
        Files.createFile(folder.resolve("allowed"));
        LiveRun.market(folder, 5, 300 * SECOND);
        try (LiveRun run = LiveRun.start(folder, "4x", PROCESSES, "hour", MORE)) {
            operator = Operator.of(run.paths().folder());
            tape = operator.tape();
            tape.await("an order of a running system", 0, "OrderRequested", is("strategy", "mm1"));
            verbsAreObeyed();
            whatCannotBeIsRefusedOnTheTapeAndChangesNothing();
            commandsAtOnceStandInOneOrderOrAreRefused();
            String first = aJarThatIsInstalledDecidesFromThenOn();
            itsBoundsHold();
            aSecondOneGoesOnWhereTheFirstWas(first);
            itIsThereAfterARestart();
            aHaltCancelsFirstAndThenFlattens(run);
            tradingGoesOn(run);
            operator.ok("run", "--stop");
            run.awaitEnd();
        }
        Path written = folder.resolve("run/tape");
        for (Run check :
                List.of(Run.of("verify", "--replay", written), Run.of("state", "rebuild", "--check", written))) {
            assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        }
    }

    private void verbsAreObeyed() {
        long before = tape.last();
        operator.ok("strategy", "stop", "mm1", "--reason", "a drill");
        JsonNode stopped = operator.changed("mm1", "STOPPED", before);
        assertThat(stopped.get("detail").asText()).contains("stop by ", "a drill");
        LockSupport.parkNanos(SECOND / 2);
        assertThat(ordersOf("mm1", TapeRecords.sequence(stopped))).isEmpty();
        operator.ok("strategy", "start", "mm1");
        JsonNode started = operator.changed("mm1", "STARTED", TapeRecords.sequence(stopped));

        operator.ok("strategy", "set", "mm1", "quantity=0.02");
        JsonNode set = operator.changed("mm1", "PARAMETERS", TapeRecords.sequence(started));
        assertThat(set.get("detail").asText()).contains("quantity=0.02");
        tape.await(
                "an order of the new quantity",
                TapeRecords.sequence(set),
                "OrderRequested",
                is("strategy", "mm1").and(is("quantity", "0.02")));

        operator.ok("strategy", "mode", "mm1", "observation");
        JsonNode mode = operator.changed("mm1", "MODE", TapeRecords.sequence(set));
        assertThat(mode.get("mode").asText()).isEqualTo("OBSERVATION");
        LockSupport.parkNanos(SECOND / 2);
        assertThat(ordersOf("mm1", TapeRecords.sequence(mode))).isEmpty();
        assertThat(operator.ok("strategy", "list").out())
                .contains("mm1: started, market-maker on BTCUSDT, mode observation");
    }

    private void whatCannotBeIsRefusedOnTheTapeAndChangesNothing() {
        operator.refused(
                "command-refused",
                "expected a strategy that is on the tape, one of [b1, mm1, mm2], found 'mm9'",
                "strategy stop mm9");
        operator.refused("command-refused", "quantity: expected a decimal number from", "strategy set mm1 quantity=-1");
        operator.refused(
                "command-refused", "expected one of [live, simulation, observation]", "strategy mode mm1 alive");
        operator.refused(
                "strategy-command",
                "mm2: expected a strategy that is not enabled to start, found it RUNNING",
                "strategy start mm2");
        operator.refused(
                "strategy-command",
                "mm2: expected a strategy that is in quarantine to resume, found it RUNNING",
                "strategy resume mm2");
    }

    /** Two operators at a time, each command with a reason of its own. */
    private void commandsAtOnceStandInOneOrderOrAreRefused() throws Exception {
        long before = tape.last();
        List<String> taken = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService operators = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                SortedMap<String, Future<Run>> answers = new TreeMap<>();
                for (String reason : List.of("ann-" + round, "bob-" + round)) {
                    answers.put(reason, operators.submit(() -> {
                        together.await();
                        return operator.type(
                                "config", "set", "execution.requoteTicks", "2", "--reason", reason, "--no-wait");
                    }));
                }
                for (String reason : answers.keySet()) {
                    Run run = answers.get(reason).get();
                    if (run.exitCode() == 0) {
                        taken.add(reason);
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
        operator.ok("config", "set", "execution.requoteTicks", "1", "--reason", "last");
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
        operator.refused("command-refused", "is not on the list of allowed JARs", "plugin install " + jar);
        String hash = install(jar);
        operator.ok("strategy", "start", "b1");
        assertThat(operator.changed("b1", "LOADED", before).get("hash").asText())
                .isEqualTo(hash);
        operator.changed("b1", "STARTED", before);
        tape.await("what it buys", before, "Fill", is("strategy", "b1"));
        return hash;
    }

    private void itsBoundsHold() {
        operator.refused(
                "command-refused",
                "quantity: expected a decimal number from 0.001 to 0.5",
                "strategy set b1 quantity=0.6");
        long before = tape.last();
        operator.ok("strategy", "set", "b1", "quantity=0.2");
        assertThat(operator.changed("b1", "PARAMETERS", before).get("detail").asText())
                .isEqualTo("quantity=0.2");
    }

    private void aSecondOneGoesOnWhereTheFirstWas(String first) throws Exception {
        long before = tape.last();
        String second = install(BuyingPlugin.second(folder));
        assertThat(second).isNotEqualTo(first);
        assertThat(operator.changed("b1", "LOADED", before).get("hash").asText())
                .isEqualTo(second);
        JsonNode started = operator.changed("b1", "STARTED", before);
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

    private void itIsThereAfterARestart() {
        long before = tape.last();
        operator.ok("run", "--restart", "strategy");
        tape.await("its engine", before, "ServiceStarted", is("service", "strategy"));
    }

    private String install(Path jar) throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        Files.writeString(folder.resolve("allowed"), hash + "  # of a test\n", StandardOpenOption.APPEND);
        long before = tape.last();
        Run installed = operator.ok("plugin", "install", jar.toString());
        assertThat(installed.out()).contains("OperatorCommand", "StrategyPackageSet");
        assertThat(tape.after(before, "StrategyPackageSet")).singleElement().satisfies(record -> {
            assertThat(record.get("strategyType").asText()).isEqualTo("buyer");
            assertThat(record.get("hash").asText()).isEqualTo(hash);
            assertThat(record.get("file").asText()).isEqualTo("buyer.jar");
        });
        return hash;
    }

    private void aHaltCancelsFirstAndThenFlattens(LiveRun run) {
        operator.ok("strategy", "mode", "mm1", "live");
        long before = tape.last();
        assertThat(tape.positionsBefore(before).get("BTCUSDT"))
                .as("an open position")
                .isNotZero();
        Run halt = operator.ok("halt", "--flatten", "--reason", "a drill");
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
        JsonNode command = tape.after(before, "OperatorCommand").get(0);
        assertThat(command.get("what").asText())
                .isIn("halt", "halt flatten"); // the latch's or the command's own, whichever was seen first
        JsonNode halted = tape.after(before, "TradingHalted").get(0);
        JsonNode cancel = tape.await("a cancel", before, "SubmitCancel", is("strategy", "b1"));
        assertThat(List.of(
                        TapeRecords.sequence(command),
                        TapeRecords.sequence(halted),
                        TapeRecords.sequence(cancel),
                        sent))
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
                .containsKey("BTCUSDT")
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
        operator.resume();
        assertThat(run.paths().haltLatch()).doesNotExist();
        long resumed = TapeRecords.sequence(tape.after(before, "TradingResumed").get(0));
        assertThat(tape.positionsBefore(resumed)).allSatisfy(OperatorStrategyTest::isZero);
        tape.await("a new order", resumed, "SubmitOrder", is("strategy", "mm1"));
        tape.await("the plug-in's too", resumed, "SubmitOrder", is("strategy", "b1"));
    }

    private List<JsonNode> ordersOf(String strategy, long after) {
        return tape.after(after, "OrderRequested").stream()
                .filter(is("strategy", strategy))
                .toList();
    }

    private static long number(JsonNode record) {
        return record.get("sourceSequence").asLong();
    }
}
