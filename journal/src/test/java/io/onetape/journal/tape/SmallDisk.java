package io.onetape.journal.tape;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A file system in memory with a size of its own. Tests that need one are skipped, aloud, where mounting is not permitted. */
final class SmallDisk implements AutoCloseable {
    private static final int ATTEMPTS = 100;

    final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path parent, int mebibytes) throws IOException {
        Path folder = Files.createTempDirectory(parent, "disk");
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString()) == 0;
        if (!mounted) {
            System.out.println("SKIPPED: mounting a tmpfs is not permitted here, a full disk is not tested");
        }
        assumeTrue(mounted, "mounting a tmpfs is not permitted here");
        return new SmallDisk(folder);
    }

    /** Files that are closed are unmapped a moment later, by another thread: until then the disk is busy. */
    void remount(String option) throws IOException {
        int left = ATTEMPTS;
        while (run("mount", "-o", "remount," + option, folder.toString()) != 0) {
            if (--left == 0) {
                throw new IOException("cannot remount " + folder + " with " + option);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Override
    public void close() throws IOException {
        if (run("umount", folder.toString()) != 0 && run("umount", "-l", folder.toString()) != 0) {
            throw new IOException("cannot unmount " + folder);
        }
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1; // there is no such command
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
