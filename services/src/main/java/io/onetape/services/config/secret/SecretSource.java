package io.onetape.services.config.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Where a secret is. Prints as that; holds nothing of the secret. */
public sealed interface SecretSource {
    /** A variable of the environment. */
    record Variable(String name) implements SecretSource {
        @Override
        public Secret open(Map<String, String> environment) {
            String value = environment.get(name);
            if (value == null || value.isBlank()) {
                // Without the name: a secret that somebody wrote where its variable's name belongs must not be printed.
                throw new IllegalArgumentException(
                        "expected the environment variable that is named here to be set, found it "
                                + (value == null ? "unset" : "empty"));
            }
            return new Secret(value.strip().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A file that only its owner may read or write, mode 0600 or 0400. White space at its end does not count. */
    record SecretFile(Path path) implements SecretSource {
        private static final int MAX_BYTES = 8 * 1024;
        private static final Set<PosixFilePermission> OWNERS =
                Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

        @Override
        public Secret open(Map<String, String> environment) {
            try {
                check();
                byte[] all = Files.readAllBytes(path);
                int end = all.length;
                while (end > 0 && Character.isWhitespace(all[end - 1])) {
                    end--;
                }
                byte[] bytes = Arrays.copyOf(all, end);
                Arrays.fill(all, (byte) 0);
                if (end == 0) {
                    throw new IllegalArgumentException("expected a secret in the file, found it empty");
                }
                return new Secret(bytes);
            } catch (IOException e) {
                // Without the path: a secret that somebody wrote where its file's name belongs must not be printed.
                throw new IllegalArgumentException("expected a file that can be read, found "
                        + e.getClass().getSimpleName());
            }
        }

        private void check() throws IOException {
            if (!Files.isRegularFile(path)) {
                throw new IllegalArgumentException("expected the name of a file, found that there is no such file");
            }
            Set<PosixFilePermission> found = Files.getPosixFilePermissions(path);
            if (!OWNERS.containsAll(found)) {
                throw new IllegalArgumentException("expected a file that only its owner can read (chmod 600), found "
                        + PosixFilePermissions.toString(found));
            }
            if (Files.size(path) > MAX_BYTES) {
                throw new IllegalArgumentException(
                        "expected a secret of at most " + MAX_BYTES + " bytes, found " + Files.size(path));
            }
        }
    }

    /**
     * Reads the secret. Throws {@link IllegalArgumentException} saying what was found and expected, without a path or value, if it is not there, empty, or
     * others can read its file.
     */
    Secret open(Map<String, String> environment);
}
