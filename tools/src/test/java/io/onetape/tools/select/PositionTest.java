package io.onetape.tools.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.tools.console.CommandException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PositionTest {
    @ParameterizedTest
    @CsvSource({
        "start, START, 0",
        "END, END, 0",
        "seq:812, SEQUENCE, 812",
        "1723118400, TIME, 1723118400000000000",
        "1723118400123, TIME, 1723118400123000000",
        "1723118400123456, TIME, 1723118400123456000",
        "1723118400123456789, TIME, 1723118400123456789",
        "2024-08-08, TIME, 1723075200000000000",
        "2024-08-08T12:00, TIME, 1723118400000000000",
        "2024-08-08T12:00Z, TIME, 1723118400000000000",
        "2024-08-08 12:00:00, TIME, 1723118400000000000",
        "2024-08-08T12:00:00.5, TIME, 1723118400500000000",
        "2024-08-08T12:00:00.123456789Z, TIME, 1723118400123456789",
        "-15m, BEFORE_LAST, 900000000000",
        "-250ms, BEFORE_LAST, 250000000",
        "-1h30m, BEFORE_LAST, 5400000000000",
        "now, BEFORE_NOW, 0",
        "now-15m, BEFORE_NOW, 900000000000",
        "+5m, AFTER_FROM, 300000000000",
        "+7ns, AFTER_FROM, 7"
    })
    void everyFormOfAPositionIsRead(String text, Position.Kind kind, long value) {
        assertThat(Position.parse(text)).isEqualTo(new Position(kind, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "seq:",
                "seq:x",
                "12345",
                "2024-13-01",
                "2024-08-08T25:00",
                "-15",
                "+x",
                "now+5m",
                "2024-08-08T12:00:00+02:00",
                "99999-01-01",
                "9999999999999999999"
            })
    void anythingElseIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> Position.parse(text)).isInstanceOfSatisfying(CommandException.class, e -> {
            assertThat(e.exitCode()).isEqualTo(2);
            assertThat(e).hasMessageContaining("expected a position, found '" + text + "'");
            assertThat(e.next()).contains("seq:100");
        });
    }
}
