package io.onetape.replay;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.Numbering;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a loss of power does to the files of a tape or an outbox: from one record on there is nothing, and nothing was closed. Everything else stays. */
public enum PowerLoss {
    /** The file's length is there, its bytes are not. */
    ZEROS {
        @Override
        void take(Path file, long from) throws IOException {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                long length = bytes.length();
                bytes.setLength(from);
                bytes.setLength(length);
            }
        }
    },
    /** Nor is its length. */
    SHORTER {
        @Override
        void take(Path file, long from) throws IOException {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.setLength(from);
            }
        }
    };

    /** Takes the bytes behind an offset away. */
    abstract void take(Path file, long from) throws IOException;

    /** Takes all records behind this one away. */
    public End behind(Path folder, long last) throws IOException {
        Manifest manifest = Manifest.read(folder);
        manifest.withEnd(Optional.empty()).write(folder);
        List<Path> files = new CycleFiles(folder).all();
        for (int i = files.size() - 1; i >= 0; i--) {
            long end = endOf(files.get(i), manifest.numbering(), last);
            if (end > 0) {
                take(files.get(i), end);
                return new End(files.get(i), end, last);
            }
            if (this == ZEROS) {
                take(files.get(i), 0);
            } else {
                Files.delete(files.get(i));
            }
        }
        throw new IllegalArgumentException("expected a record up to " + last + " in " + folder);
    }

    /** Of the first record behind this one that lies on two pages, the first page is left, and of what follows nothing. */
    public static End tears(Path folder, long from) throws IOException {
        Manifest manifest = Manifest.read(folder);
        manifest.withEnd(Optional.empty()).write(folder);
        RecordView view = new RecordView();
        for (Path file : new CycleFiles(folder).all()) {
            try (CycleFile cycle = new CycleFile(file)) {
                while (cycle.next() == CycleFile.Step.EXCERPT) {
                    long number = manifest.numbering().of(view.wrap(cycle.address(), cycle.length()));
                    long border = (cycle.nextOffset() - 1) & -4096;
                    long left = border - cycle.documentOffset() - Integer.BYTES;
                    if (number > from && left > 0 && hasBytes(view, (int) left)) {
                        ZEROS.behind(folder, number);
                        ZEROS.take(file, border);
                        return new End(file, border, number - 1);
                    }
                }
            }
        }
        throw new IllegalArgumentException("expected a record on two pages behind " + from + " in " + folder);
    }

    private static boolean hasBytes(RecordView record, int from) {
        for (int i = from; i < record.length(); i++) {
            if (record.buffer().getByte(i) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Where what is left ends, and its last whole record. */
    public record End(Path file, long offset, long last) {}

    private static long endOf(Path file, Numbering numbering, long last) {
        RecordView view = new RecordView();
        long end = 0;
        try (CycleFile cycle = new CycleFile(file)) {
            while (cycle.next() == CycleFile.Step.EXCERPT
                    && numbering.of(view.wrap(cycle.address(), cycle.length())) <= last) {
                end = cycle.nextOffset();
            }
        }
        return end;
    }
}
