package io.onetape.journal.excerpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AppenderLockTest {
    @TempDir
    Path folder;

    @Test
    void whoOnlyLooksIsNoAppender() throws Exception {
        AppenderLock.take(folder).close();

        whileAnotherProcess("looks", () -> {
            assertThat(AppenderLock.isHeld(folder)).isFalse();
        });
    }

    @Test
    void anAppenderOfAnotherProcessIsSeenAlsoByWhoMayOnlyRead() throws Exception {
        AppenderLock.take(folder).close();
        Files.setPosixFilePermissions(folder.resolve(AppenderLock.FILE), PosixFilePermissions.fromString("r--r--r--"));

        whileAnotherProcess("appends", () -> {
            assertThat(AppenderLock.isHeld(folder)).isTrue();
        });

        assertThat(AppenderLock.isHeld(folder)).isFalse();
    }

    @Test
    void aLockThatCannotBeTakenIsLetGo() throws Exception {
        Path file = folder.resolve(AppenderLock.FILE);
        Files.createSymbolicLink(file, Path.of("/dev/full")); // where no pid can be written to
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> AppenderLock.take(folder).close())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot lock " + folder);
        }
        Files.delete(file);

        AppenderLock.take(folder).close();

        assertThat(AppenderLock.isHeld(folder)).isFalse();
    }

    private void whileAnotherProcess(String does, Runnable then) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        folder.toString(),
                        does)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.inputReader().readLine()).isEqualTo("true");
            then.run();
        } finally {
            process.getOutputStream().close();
            process.waitFor();
        }
    }
}
