package io.onetape.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What happens to a service's newest snapshot while it is down. */
enum Tamper {
    NOTHING {
        @Override
        void apply(Path newest) {}
    },
    DELETED {
        @Override
        void apply(Path newest) throws IOException {
            Files.delete(newest);
        }
    },
    ONE_BIT_FLIPPED {
        @Override
        void apply(Path newest) throws IOException {
            byte[] bytes = Files.readAllBytes(newest);
            bytes[bytes.length / 2] ^= 4;
            Files.write(newest, bytes);
        }
    },
    CUT {
        @Override
        void apply(Path newest) throws IOException {
            byte[] bytes = Files.readAllBytes(newest);
            Files.write(newest, Arrays.copyOf(bytes, bytes.length / 3));
        }
    },
    OF_AN_OLDER_LAYOUT {
        @Override
        void apply(Path newest) throws IOException {
            byte[] bytes = Files.readAllBytes(newest);
            bytes[7] = '0';
            Files.write(newest, bytes);
        }
    },
    OF_ANOTHER_RECORD {
        @Override
        void apply(Path newest) throws IOException {
            Files.move(newest, newest.resolveSibling("9999999999999999999.snapshot".substring(1)));
        }
    };

    abstract void apply(Path newest) throws IOException;

    final void to(List<Path> newestFirst) {
        if (!newestFirst.isEmpty()) {
            try {
                apply(newestFirst.get(0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
