package io.onetape.tools.doctor;

import io.onetape.journal.excerpt.FreeSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The disk under a folder, which may not be there yet. */
final class FolderChecks {
    private static final long COMFORTABLE = 1L << 30;
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");
    private static final Set<String> SHARED =
            Set.of("nfs", "nfs4", "cifs", "smb2", "smb3", "9p", "sshfs", "fuse.sshfs", "afs", "ceph", "glusterfs");

    private FolderChecks() {}

    static List<Finding> run(Path folder) throws IOException {
        Path there = nearest(folder);
        return List.of(
                writable(folder, there),
                space(there.toFile().getUsableSpace()),
                fileSystem(Files.getFileStore(there).type()));
    }

    private static Finding writable(Path folder, Path there) {
        String text = folder + (there.equals(folder.toAbsolutePath()) ? "" : " would be made in " + there);
        return Files.isDirectory(there) && Files.isWritable(there) && Files.isExecutable(there)
                ? Finding.ok("folder", text)
                : Finding.fail("folder", text + ": no folder that may be written", "ls -ld " + there);
    }

    static Finding space(long free) {
        String text = MachineChecks.megabytes(free) + " free";
        long reserve = FreeSpace.DEFAULT.reserveBytes();
        if (free < reserve) {
            return Finding.fail(
                    "disk", text + ", nothing is written with less than " + MachineChecks.megabytes(reserve), "df -h");
        }
        return free < COMFORTABLE
                ? Finding.warn("disk", text + ": a busy market fills that within a day", "df -h")
                : Finding.ok("disk", text);
    }

    static Finding fileSystem(String type) {
        if (SHARED.contains(type)) {
            return Finding.fail(
                    "file system",
                    type + ": processes on two machines do not see each other's mapped files",
                    "use a local disk (ext4, xfs)");
        }
        if (IN_MEMORY.contains(type)) {
            return Finding.warn("file system", type + ": a tape there is gone with the next start", "use a local disk");
        }
        return type.equals("overlay")
                ? Finding.warn(
                        "file system", type + ": a tape there goes with its container", "mount a volume for the tape")
                : Finding.ok("file system", type);
    }

    private static Path nearest(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there)) {
            there = Objects.requireNonNull(there.getParent(), "the root is always there");
        }
        return there;
    }
}
