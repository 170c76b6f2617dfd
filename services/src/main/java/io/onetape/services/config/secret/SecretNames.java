package io.onetape.services.config.secret;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which names are those of secrets: {@code token}, {@code apiKey}, {@code DB_PASSWORD}. Rather one too many. */
public final class SecretNames {
    private static final List<String> REFERENCES = List.of("secretfile", "secretenv");
    private static final Pattern NAME = Pattern.compile("secret|passw(or)?d|passphrase|token|credential|bearer"
            + "|(api|private|access|signing|encryption|hmac)key");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z0-9_.-]+)\\s*[=:]\\s*\\S.*", Pattern.DOTALL);

    private SecretNames() {}

    /** True if a value of this name is a secret. The names that say where a secret is are none. */
    public static boolean isSecret(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return !REFERENCES.contains(plain) && NAME.matcher(plain).find();
    }

    /** True if the name is one of those that say where a secret is. */
    public static boolean isReference(String name) {
        return REFERENCES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** True if the last name of the path says where a secret is, or none of them is that of a secret. */
    public static boolean mayHoldAValue(String path) {
        String[] names = path.split("[.\\[]", -1);
        if (isReference(names[names.length - 1])) {
            return true;
        }
        for (String name : names) {
            if (isSecret(name)) {
                return false;
            }
        }
        return true;
    }

    /** True of {@code -Dvenue.token=abc} and of a private key's text. */
    public static boolean givesASecret(String text) {
        var assignment = ASSIGNMENT.matcher(text);
        return text.contains("-----BEGIN ") || (assignment.matches() && isSecret(assignment.group(1)));
    }
}
