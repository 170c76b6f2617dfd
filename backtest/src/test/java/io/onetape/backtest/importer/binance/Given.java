package io.onetape.backtest.importer.binance;

import io.onetape.backtest.importer.CollectingSink;
import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.journal.schema.Market;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** An import of lines given as text: what goes in, and after {@link #imported()} what came out. */
final class Given {
    private final Path folder;
    private final Market market;
    private final List<Path> files = new ArrayList<>();
    private final List<Path> snapshotFiles = new ArrayList<>();
    private Set<String> symbols = Set.of();
    private boolean strict;
    private Optional<Path> rejectFile = Optional.empty();
    final CollectingSink sink = CollectingSink.keeping();

    Given(Path folder, Market market) {
        this.folder = folder;
        this.market = market;
    }

    /** A recording of these frames, received a microsecond after each other. */
    Given frames(String... frames) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < frames.length; i++) {
            lines.add((1_700_000_000_000_000_000L + i * 1000L) + " " + frames[i]);
        }
        return lines(lines.toArray(String[]::new));
    }

    Given lines(String... lines) {
        files.add(write("recording-" + files.size(), lines));
        return this;
    }

    Given snapshotLines(String... lines) {
        snapshotFiles.add(write("snapshots-" + snapshotFiles.size(), lines));
        return this;
    }

    Given file(Path file) {
        files.add(file);
        return this;
    }

    Given symbols(String... wanted) {
        symbols = Set.of(wanted);
        return this;
    }

    Given strict() {
        strict = true;
        return this;
    }

    Given rejectsIn(Path file) {
        rejectFile = Optional.of(file);
        return this;
    }

    ImportResult imported() {
        ImportRequest request = new ImportRequest(files, snapshotFiles, market, symbols, strict, rejectFile);
        try {
            return new BinanceImporter(request, sink).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(String text) {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private Path write(String name, String... lines) {
        try {
            return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
