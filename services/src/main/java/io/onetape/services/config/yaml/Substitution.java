package io.onetape.services.config.yaml;

import io.onetape.services.config.secret.SecretNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts variables of the environment into values: <code>${NAME}</code>, and <code>${NAME:-default}</code> where it is not set or empty; <code>$$</code> is one dollar.
 * What an unquoted value then is, follows from its new text. Variables whose names are those of secrets are refused: see {@code secretEnv}.
 */
public final class Substitution {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\$|\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}|(.?))", Pattern.DOTALL);

    private final Map<String, String> environment;
    private final List<Problem> problems = new ArrayList<>();

    private Substitution(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The same tree with every variable replaced. Throws {@link ConfigurationException} with all that cannot be. */
    public static Mapping apply(Mapping root, Map<String, String> environment) {
        Substitution substitution = new Substitution(environment);
        Mapping replaced = substitution.mapping(root, "");
        if (!substitution.problems.isEmpty()) {
            throw new ConfigurationException(substitution.problems);
        }
        return replaced;
    }

    private Mapping mapping(Mapping from, String path) {
        Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
        from.entries().forEach((key, entry) -> {
            String child = path.isEmpty() ? key : path + "." + key;
            entries.put(key, new Mapping.Entry(entry.keyPlace(), node(entry.value(), child)));
        });
        return new Mapping(from.place(), entries);
    }

    private Node node(Node from, String path) {
        if (from instanceof Mapping mapping) {
            return mapping(mapping, path);
        }
        if (from instanceof Items items) {
            List<Node> values = new ArrayList<>();
            for (Node value : items.values()) {
                values.add(node(value, path + "[" + values.size() + "]"));
            }
            return new Items(items.place(), values);
        }
        Scalar scalar = (Scalar) from;
        return scalar.text().indexOf('$') < 0 ? scalar : scalar(scalar, path);
    }

    private Scalar scalar(Scalar from, String path) {
        Matcher variable = VARIABLE.matcher(from.text());
        StringBuilder text = new StringBuilder();
        while (variable.find()) {
            variable.appendReplacement(text, Matcher.quoteReplacement(replacement(variable, from, path)));
        }
        variable.appendTail(text);
        String replaced = text.toString();
        if (!from.plain()) {
            return new Scalar(from.place(), replaced, Scalar.Kind.TEXT, false);
        }
        PlainText.trap(replaced).ifPresent(trap -> problem(from, path, trap));
        return new Scalar(from.place(), replaced, PlainText.kind(replaced), true);
    }

    private String replacement(Matcher variable, Scalar from, String path) {
        String name = variable.group(1);
        if (name == null) {
            if (variable.group(3) != null) {
                problem(
                        from,
                        path,
                        "found a $ that begins no ${NAME}, expected ${NAME}, ${NAME:-default}, or $$ for a dollar");
            }
            return "$";
        }
        if (SecretNames.isSecret(name)) {
            problem(from, path, "found ${" + name + "}, which looks like a secret, expected secretEnv: " + name);
            return "";
        }
        String standard = variable.group(2);
        String value = environment.get(name);
        if ((value == null || value.isEmpty()) && standard != null) {
            return standard;
        }
        if (value == null) {
            problem(
                    from,
                    path,
                    "found that the environment variable " + name + " is not set, expected it, or a default: ${" + name
                            + ":-…}");
            return "?";
        }
        return value;
    }

    private void problem(Scalar at, String path, String message) {
        problems.add(new Problem(at.place(), path, message));
    }
}
