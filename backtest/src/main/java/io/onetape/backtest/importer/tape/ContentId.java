package io.onetape.backtest.importer.tape;

import io.onetape.backtest.importer.ImportRequest;
import io.onetape.journal.record.RecordHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The id of an imported tape: a function of what is asked for and of the files' lengths, first and last mebibytes. So the same files give the same tape. */
final class ContentId {
    private static final int PIECE_BYTES = 1 << 20;

    private ContentId() {}

    static long of(ImportRequest request) throws IOException {
        List<Path> files = new ArrayList<>(request.files());
        files.addAll(request.snapshotFiles());
        return of(request.market() + "\n" + new TreeSet<>(request.symbols()), files);
    }

    static long of(String asked, List<Path> files) throws IOException {
        MessageDigest digest = RecordHash.sha256();
        digest.update(asked.getBytes(StandardCharsets.UTF_8));
        for (Path file : files) {
            add(digest, file);
        }
        return ByteBuffer.wrap(digest.digest()).getLong() & Long.MAX_VALUE;
    }

    private static void add(MessageDigest digest, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(size).flip());
            ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
            for (long from : new long[] {0, Math.max(0, size - PIECE_BYTES)}) {
                piece.clear();
                while (piece.hasRemaining() && channel.read(piece, from + piece.position()) > 0) {
                    // a read may give less than was asked for
                }
                digest.update(piece.flip());
            }
        }
    }
}
