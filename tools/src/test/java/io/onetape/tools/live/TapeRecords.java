package io.onetape.tools.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.journal.schema.OrderState;
import io.onetape.services.orders.OrderLifeCycle;
import io.onetape.tools.sample.Run;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What is on a tape by now, as {@code tape cat --json} says it; read anew at each question. */
final class TapeRecords {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final ObjectMapper json = new ObjectMapper();
    private final Path tape;

    TapeRecords(Path tape) {
        this.tape = tape;
    }

    /** Records of these types behind a sequence, in the tape's order. Empty while there is no tape. */
    List<JsonNode> after(long sequence, String... types) {
        List<Object> command = new ArrayList<>(List.of("cat", "--json", "--from", "seq:" + (sequence + 1)));
        for (String type : types) {
            command.addAll(List.of("-t", type));
        }
        command.add(tape);
        return Run.of(command.toArray()).lines().stream().map(this::parse).toList();
    }

    /** The first of this type behind a sequence that is as wanted, now or within a minute. */
    JsonNode await(String what, long sequence, String type, Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            var found = after(sequence, type).stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("expected " + what + ", found no such " + type + " after " + sequence);
    }

    /** The last sequence; 0 while there is none. */
    long last() {
        List<String> lines = Run.of("cat", "--json", "-r", "-n", "1", tape).lines();
        return lines.isEmpty() ? 0 : sequence(parse(lines.get(0)));
    }

    /** Orders in an instrument that had not ended when the record was written; a flatten's do not count. */
    Set<String> openBefore(long sequence, String symbol) {
        Set<String> open = new TreeSet<>();
        for (JsonNode step : after(0, "OrderChanged")) {
            boolean counts =
                    is("symbol", symbol).and(is("strategy", "flatten").negate()).test(step);
            String order =
                    step.get("strategy").asText() + "-" + step.get("intent").asText();
            boolean ended = OrderLifeCycle.isTerminal(
                    OrderState.valueOf(step.get("state").asText()));
            if (counts && sequence(step) < sequence && !ended) {
                open.add(order);
            } else if (counts && sequence(step) < sequence) {
                open.remove(order);
            }
        }
        return open;
    }

    /** By symbol, as the account said last before a record. */
    SortedMap<String, BigDecimal> positionsBefore(long sequence) {
        SortedMap<String, BigDecimal> positions = new TreeMap<>();
        for (JsonNode record : after(0, "PositionChanged")) {
            if (sequence(record) < sequence) {
                positions.put(
                        record.get("symbol").asText(),
                        new BigDecimal(record.get("position").asText()));
            }
        }
        return positions;
    }

    /** A field's text. */
    static Predicate<JsonNode> is(String key, String value) {
        return record -> value.equals(record.get(key).asText());
    }

    static long sequence(JsonNode record) {
        return record.get("sequence").asLong();
    }

    private JsonNode parse(String line) {
        try {
            return json.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
