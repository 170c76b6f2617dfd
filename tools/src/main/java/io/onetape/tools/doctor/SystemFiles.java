package io.onetape.tools.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operating system says of itself in files under {@code root}. A file that is not there, as in some containers and on other systems, says nothing. */
record SystemFiles(Path root) {
    private static final int MOST_BYTES = 1 << 16;

    Optional<String> text(String file) {
        byte[] bytes =
                new byte[MOST_BYTES]; // files under proc/sys answer the first read only, and say that they are empty
        try (InputStream in = Files.newInputStream(root.resolve(file))) {
            int length = in.readNBytes(bytes, 0, bytes.length);
            return Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty(); // nobody says
        }
    }

    /** A number behind a name: {@code MemAvailable:   123 kB}. */
    OptionalLong number(String file, String name) {
        Matcher found = Pattern.compile("^" + Pattern.quote(name) + "\\s*:?\\s+(\\d+)", Pattern.MULTILINE)
                .matcher(text(file).orElse(""));
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    boolean isAnyThere(List<String> files) {
        return files.stream().anyMatch(file -> Files.exists(root.resolve(file)));
    }

    Path path(String file) {
        return root.resolve(file);
    }
}
