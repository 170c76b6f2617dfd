package io.onetape.journal.excerpt;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process of its own that holds a folder's lock, as an appender does or as somebody does who only looks, until its stdin ends. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws Exception {
        boolean appends = args[1].equals("appends");
        Path file = Path.of(args[0]).resolve(AppenderLock.FILE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock(0, Long.MAX_VALUE, !appends)) {
            System.out.println(lock.isValid());
            System.out.flush();
            while (System.in.read() >= 0) {
                // nothing is ever sent
            }
        }
    }
}
