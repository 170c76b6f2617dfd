package io.onetape.services.config.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.onetape.services.config.secret.SecretNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads one YAML file: one document, a mapping, without anchors, aliases, merges, tags, duplicate keys and values that readers of YAML disagree on. Size,
 * depth and number of values are bounded. Throws {@link ConfigurationException}; what the parser itself refuses is the only problem then, all else is
 * collected. Single-threaded.
 */
public final class YamlReader {
    private static final int MAX_DEPTH = 12;
    private static final int MAX_VALUES = 10_000;
    private static final int MAX_LENGTH = 8 * 1024;
    private static final YAMLFactory FACTORY = factory();

    private final SourceText source;
    private final YAMLParser parser;
    private final List<Problem> problems = new ArrayList<>();
    private int values;

    private YamlReader(SourceText source, YAMLParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /** The whole file. */
    public static Mapping read(Path path) {
        SourceText source = SourceText.read(path);
        try (YAMLParser parser = FACTORY.createParser(source.text())) {
            return new YamlReader(source, parser).document();
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(placeOf(e, source), "", messageOf(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of a text in memory: cannot be
        }
    }

    private static YAMLFactory factory() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(true); // found here instead, with both places
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(2 * MAX_DEPTH); // ours, which knows the key, comes first
        options.setCodePointLimit(SourceText.MAX_BYTES);
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(2 * MAX_DEPTH)
                .maxDocumentLength(SourceText.MAX_BYTES)
                .maxNameLength(256)
                .maxNumberLength(100)
                .maxStringLength(MAX_LENGTH)
                .build();
        return YAMLFactory.builder()
                .loaderOptions(options)
                .streamReadConstraints(constraints)
                .build();
    }

    private Mapping document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw new ConfigurationException(
                    first == null ? source.place(JsonLocation.NA) : here(),
                    "",
                    "found " + (first == null ? "nothing" : "a list or a single value")
                            + ", expected a mapping of sections");
        }
        Mapping root = mapping("", 1);
        if (parser.nextToken() != null) {
            problem(here(), "", "found a second document, expected one");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return root;
    }

    private Mapping mapping(String path, int depth) throws IOException {
        Place place = here();
        Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            String child = path.isEmpty() ? key : path + "." + key;
            Place keyPlace = here();
            checkPlain(keyPlace, child, key, true);
            parser.nextToken();
            Node value = value(child, depth + 1);
            Mapping.Entry former = entries.putIfAbsent(key, new Mapping.Entry(keyPlace, value));
            if (former != null) {
                problem(
                        keyPlace,
                        child,
                        "found the key a second time, expected it once: the first is at " + former.keyPlace());
            }
        }
        return new Mapping(place, entries);
    }

    private Items items(String path, int depth) throws IOException {
        Place place = here();
        List<Node> all = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            all.add(value(path + "[" + all.size() + "]", depth + 1));
        }
        return new Items(place, all);
    }

    private Node value(String path, int depth) throws IOException {
        Place place = here();
        if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
            String bound = depth > MAX_DEPTH ? MAX_DEPTH + " levels" : MAX_VALUES + " values";
            problem(
                    place,
                    depth > MAX_DEPTH ? "" : path,
                    "found more than " + bound + ", expected a configuration of ordinary size");
            throw new ConfigurationException(problems);
        }
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            problem(place, path, "found an anchor or alias, expected the value itself");
        }
        if (parser.getTypeId() != null) {
            problem(place, path, "found a tag (!), expected the value alone");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(path, depth);
            case START_ARRAY -> items(path, depth);
            default -> scalar(place, path);
        };
    }

    private Scalar scalar(Place place, String path) throws IOException {
        String text = parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
        if (!SecretNames.mayHoldAValue(path) || SecretNames.givesASecret(text)) {
            problem(
                    place,
                    path,
                    "found a value where the name is that of a secret, expected a mapping with secretFile or secretEnv");
            return new Scalar(place, "", Scalar.Kind.TEXT, false);
        }
        if (text.length() > MAX_LENGTH) { // Jackson's bound does not hold for YAML
            problem(place, path, "found a text of " + text.length() + " characters, expected at most " + MAX_LENGTH);
        }
        boolean plain = checkPlain(place, path, text, false);
        return new Scalar(place, text, plain ? PlainText.kind(text) : Scalar.Kind.TEXT, plain);
    }

    private boolean checkPlain(Place place, String path, String text, boolean isKey) {
        if (source.isQuoted(place)) {
            return false;
        }
        PlainText.trap(text).ifPresent(trap -> problem(place, path, trap));
        if (isKey && PlainText.kind(text) != Scalar.Kind.TEXT) {
            problem(place, path, "found the key " + text + ", expected a text: '" + text + "' in quotes");
        }
        return true;
    }

    private void problem(Place place, String key, String message) {
        problems.add(new Problem(place, key, message));
    }

    private Place here() {
        return source.place(parser.currentTokenLocation());
    }

    private static Place placeOf(JsonProcessingException e, SourceText source) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            int line = marked.getProblemMark().getLine() + 1;
            return new Place(
                    source.place(JsonLocation.NA).file(),
                    line,
                    marked.getProblemMark().getColumn() + 1);
        }
        return source.place(e.getLocation() == null ? JsonLocation.NA : e.getLocation());
    }

    /** Without the piece of the file that the parser shows: it may be a secret. */
    private static String messageOf(JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked) {
            String context = marked.getContext() == null ? "" : " (" + marked.getContext() + ")";
            return "expected YAML, " + withoutNames(String.valueOf(marked.getProblem())) + context;
        }
        String message = String.valueOf(e.getOriginalMessage());
        return "expected YAML, " + withoutNames(message.lines().findFirst().orElse(""));
    }

    /** Names that the file gives: what somebody typed behind a '!', '*' or '%' may have been a secret. */
    private static String withoutNames(String problem) {
        return problem.replaceAll("(tag handle|alias|anchor|directive|got this instead).*", "$1");
    }
}
