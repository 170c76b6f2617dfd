package io.onetape.benchmarks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The table of what is measured beside what, and the limits that it has to keep: ratios round by round, so that a machine that is slow for a while is so for both. */
final class RatioTable {
    private static final double ALLOCATION_LIMIT = 0.01;
    private static final double NO_LIMIT = Double.NaN;

    /** One benchmark, what it is measured beside (added), and the limit of the ratio. */
    private record Row(String what, String benchmark, List<String> beside, double limit) {}

    private final List<Row> rows = new ArrayList<>();

    RatioTable() {
        for (String bytes : List.of(Load.SMALL, Load.LARGE)) {
            String rawAppend = "AppendBenchmark.raw " + bytes;
            String rawTail = "TailBenchmark.raw " + bytes;
            row("append", "AppendBenchmark.tape " + bytes, 1.25, rawAppend);
            row("sequencer hop", "HopBenchmark.hop " + bytes, 1.35, rawTail, rawAppend);
            row("read and check", "TailBenchmark.tape " + bytes, 1.40, rawTail);
            row("verify", "TailBenchmark.verify " + bytes, 2.00, rawTail);
            row("append to a mapped file", "AppendBenchmark.mapped " + bytes, NO_LIMIT, rawAppend);
            row("read from a mapped file", "TailBenchmark.mapped " + bytes, NO_LIMIT, rawTail);
        }
        row("replay into the book", "BookBenchmark.replay", NO_LIMIT, "TailBenchmark.raw " + Load.LARGE);
        for (String view : List.of("Top", "Position")) {
            row("look up in the hot cache", "CacheBenchmark.read" + view, NO_LIMIT, "CacheBenchmark.bareGetUsing");
        }
        for (String size : List.of("Small", "Large")) {
            row("encode", "CodecBenchmark.encode" + size, NO_LIMIT);
            row("decode", "CodecBenchmark.decode" + size, NO_LIMIT);
        }
    }

    /** The lines of a Markdown table. */
    List<String> lines(Figures figures) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| path | benchmark | ns/record | beside, ns/record | ratio (min to max of rounds) | limit | B/record | verdict |");
        lines.add("|---|---|---|---|---|---|---|---|");
        for (Row row : rows) {
            lines.add(line(row, figures));
        }
        return lines;
    }

    /** True if every limit is kept. */
    boolean allKept(Figures figures) {
        return rows.stream().allMatch(row -> isKept(row, figures));
    }

    private void row(String what, String benchmark, double limit, String... beside) {
        rows.add(new Row(what, benchmark, List.of(beside), limit));
    }

    private static String line(Row row, Figures figures) {
        double own = Figures.median(figures.nanos(List.of(row.benchmark)));
        boolean alone = row.beside.isEmpty();
        double[] ratios = alone ? new double[] {1} : ratios(row, figures);
        boolean limited = !Double.isNaN(row.limit);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %s | %s | %s | %.4f | %s |",
                row.what,
                row.benchmark,
                own,
                alone ? "" : decimals(1, Figures.median(figures.nanos(row.beside))),
                alone ? "" : spread(ratios),
                limited ? decimals(2, row.limit) : "",
                figures.allocated(row.benchmark),
                limited ? (isKept(row, figures) ? "pass" : "FAIL") : "");
    }

    private static boolean isKept(Row row, Figures figures) {
        return Double.isNaN(row.limit)
                || (Figures.median(ratios(row, figures)) <= row.limit
                        && figures.allocated(row.benchmark) < ALLOCATION_LIMIT);
    }

    private static double[] ratios(Row row, Figures figures) {
        double[] own = figures.nanos(List.of(row.benchmark));
        double[] beside = figures.nanos(row.beside);
        double[] ratios = new double[own.length];
        Arrays.setAll(ratios, i -> own[i] / beside[i]);
        return ratios;
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    private static String spread(double[] ratios) {
        return decimals(2, Figures.median(ratios)) + " (" + decimals(2, min(ratios)) + " to " + decimals(2, max(ratios))
                + ")";
    }

    private static String decimals(int digits, double value) {
        return BigDecimal.valueOf(value)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
