package io.onetape.journal.fixed;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Spans of time that begin at times of UTC, as they are typed: {@code 2024-08-08T23:55:00Z/30s}. Immutable.
 *
 * @param windows the earliest first; none overlaps another
 */
public record TimeWindows(List<Window> windows) {
    public static final TimeWindows NONE = new TimeWindows(List.of());

    private static final int MAX_WINDOWS = 1_000;
    private static final long SECOND = 1_000_000_000L;

    /** From {@code fromNanos} on, before {@code toNanos}; since the epoch. */
    public record Window(long fromNanos, long toNanos) {
        private String text() {
            Instant from = Instant.ofEpochSecond(Math.floorDiv(fromNanos, SECOND), Math.floorMod(fromNanos, SECOND));
            return from + "/" + SpanText.toText(toNanos - fromNanos);
        }
    }

    public TimeWindows {
        windows = windows.stream()
                .sorted(Comparator.comparingLong(Window::fromNanos))
                .toList();
        if (windows.size() > MAX_WINDOWS) {
            throw new IllegalArgumentException("expected at most " + MAX_WINDOWS + " windows, found " + windows.size());
        }
        for (int i = 0; i < windows.size(); i++) {
            Window one = windows.get(i);
            if (one.toNanos() <= one.fromNanos()) {
                throw new IllegalArgumentException("expected a window that lasts, found " + one.text());
            }
            if (i > 0 && one.fromNanos() < windows.get(i - 1).toNanos()) {
                throw new IllegalArgumentException("expected windows that do not overlap, found "
                        + windows.get(i - 1).text() + " and " + one.text());
            }
        }
    }

    /** Of {@code 2024-08-08T23:55:00Z/30s}, several separated by commas; empty: none. Throws {@link IllegalArgumentException} naming what it found. */
    public static TimeWindows parse(String text) {
        List<Window> windows = new ArrayList<>();
        for (String word : text.isBlank() ? new String[0] : text.trim().split("\\s*,\\s*", -1)) {
            windows.add(window(word));
        }
        return new TimeWindows(windows);
    }

    private static Window window(String word) {
        int between = word.indexOf('/');
        try {
            if (between > 0) {
                Instant start = Instant.parse(word.substring(0, between));
                long from = Math.addExact(Math.multiplyExact(start.getEpochSecond(), SECOND), start.getNano());
                return new Window(from, Math.addExact(from, SpanText.parse(word.substring(between + 1))));
            }
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException(expected(word), e);
        }
        throw new IllegalArgumentException(expected(word));
    }

    private static String expected(String found) {
        return "expected a time of UTC and a span such as 2024-08-08T23:55:00Z/30s, found '" + found + "'";
    }

    /** What {@link #parse} reads. */
    public String text() {
        return windows.stream().map(Window::text).collect(Collectors.joining(","));
    }

    public boolean isEmpty() {
        return windows.isEmpty();
    }

    /** When the window that this time is in ends; this time itself if it is in none. Few windows, few calls: it looks at all. */
    public long endOf(long nanos) {
        for (Window one : windows) {
            if (nanos >= one.fromNanos() && nanos < one.toNanos()) {
                return one.toNanos();
            }
        }
        return nanos;
    }
}
