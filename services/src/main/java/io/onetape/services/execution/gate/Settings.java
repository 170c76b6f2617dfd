package io.onetape.services.execution.gate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import net.openhft.chronicle.wire.ValueIn;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/** Execution's settings: {@code execution.<name>} by ConfigSet, whole numbers, each with its bounds and the value that holds until it is set. */
public final class Settings {
    /** What every key begins with. */
    public static final String PREFIX = "execution.";

    /** A setting; in the order of their keys. */
    public enum Setting {
        /** Cancels sent in any second; more wait. 0: no limit. */
        CANCELS_PER_SECOND("cancelsPerSecond", 0, 0, SendWindow.MAX_LIMIT),
        /** Failures within the window that open a circuit. 0: none does. */
        CIRCUIT_FAILURES("circuitFailures", 5, 0, 1_000),
        /** So long an open circuit stays so before it is tried again. */
        CIRCUIT_OPEN_MILLIS("circuitOpenMillis", 30_000, 1, 3_600_000),
        /** In so long failures are counted. */
        CIRCUIT_WINDOW_MILLIS("circuitWindowMillis", 30_000, 1, 3_600_000),
        /** So long a flatten waits for cancels to be done. */
        FLATTEN_AFTER_MILLIS("flattenAfterMillis", 5_000, 0, 600_000),
        /** Orders let through while a circuit is half open, and successes that close it. */
        HALF_OPEN_ORDERS("halfOpenOrders", 3, 1, 1_000),
        /** Orders and amends sent in any ten seconds. 0: no limit. */
        ORDERS_PER_10_SECONDS("ordersPer10Seconds", 0, 0, SendWindow.MAX_LIMIT),
        /** Orders and amends sent in any second. 0: no limit. */
        ORDERS_PER_SECOND("ordersPerSecond", 0, 0, SendWindow.MAX_LIMIT),
        /** Least time between two prices of one order. */
        REQUOTE_MIN_MILLIS("requoteMinMillis", 100, 0, 3_600_000),
        /** So far the best price moves away before an order follows it. */
        REQUOTE_TICKS("requoteTicks", 1, 1, 1_000_000),
        /** So often in a row an attempt is repeated that the venue did not take. */
        RETRIES("retries", 10, 0, 1_000);

        private final String key;
        private final long standard;
        private final long minimum;
        private final long maximum;

        Setting(String key, long standard, long minimum, long maximum) {
            this.key = key;
            this.standard = standard;
            this.minimum = minimum;
            this.maximum = maximum;
        }
    }

    private static final Setting[] ALL = Setting.values();

    private final Map<Setting, Long> values = new EnumMap<>(Setting.class);

    /** All settings as they are until they are set. */
    public Settings() {
        for (Setting setting : ALL) {
            values.put(setting, setting.standard);
        }
    }

    /** The value in force. */
    public long get(Setting setting) {
        return Objects.requireNonNull(values.get(setting));
    }

    /** Takes a setting; throws {@link IllegalArgumentException} saying what was found and expected, and nothing changes then. */
    public void set(String key, String value) {
        for (Setting setting : ALL) {
            if (key.equals(PREFIX + setting.key)) {
                values.put(setting, parse(setting, value));
                return;
            }
        }
        throw new IllegalArgumentException("expected one of " + PREFIX
                + Arrays.stream(ALL).map(setting -> setting.key).toList() + ", found '" + key + "'");
    }

    private static long parse(Setting setting, String value) {
        try {
            long number = Long.parseLong(value.strip());
            if (number >= setting.minimum && number <= setting.maximum) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw unfit(setting, value, notANumber);
        }
        throw unfit(setting, value, null);
    }

    private static IllegalArgumentException unfit(Setting setting, String value, @Nullable Exception cause) {
        return new IllegalArgumentException(
                PREFIX + setting.key + ": expected a whole number from " + setting.minimum + " to " + setting.maximum
                        + ", found '" + value + "'",
                cause);
    }

    /** Writes {@code settings}. */
    public void writeState(WireOut state) {
        state.write("settings").marshallable(wire -> {
            for (Setting setting : ALL) {
                wire.write(setting.key).int64(get(setting));
            }
        });
    }

    /** Reads what {@link #writeState} wrote. */
    public void readState(WireIn state) {
        state.read("settings").marshallable(wire -> {
            for (Setting setting : ALL) {
                ValueIn value = wire.read(setting.key);
                values.put(setting, value.isPresent() ? value.int64() : setting.standard); // added later
            }
        });
    }
}
