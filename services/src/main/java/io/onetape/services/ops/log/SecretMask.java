package io.onetape.services.ops.log;

import io.onetape.services.config.secret.SecretNames;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that somebody will read: rather one too many. Masked are the values that this process knows ({@link #hide}, and what the environment
 * holds under the name of a secret), values behind such a name ({@code token=…}, {@code "apiKey":"…"}), credentials in headers and addresses, private keys and
 * JSON web tokens, and whatever looks like a key: 40 characters or more of capitals, small letters and digits mixed. Hashes are not, for they have no capitals, nor
 * are the paths of files.
 * The first four characters of what is long enough stay. From any thread.
 */
public final class SecretMask {
    private static final String MASK = "****";
    private static final int SHOWN = 4;
    private static final int SHORTEST_SHOWN = 12; // of fewer, four would be too much of it
    private static final int SHORTEST_KNOWN = 6; // a shorter one would mask half of every message

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN [A-Z ]+-----.*?(-----END [A-Z ]+-----|\\z)", Pattern.DOTALL);
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s:@]*:[^/\\s@]+(?=@)");
    private static final Pattern HEADER =
            Pattern.compile("(\\b(?:Bearer|Basic)\\s+)([A-Za-z0-9._~+/=-]{6,})", Pattern.CASE_INSENSITIVE);
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]{0,99})(\\\\?[\"']?\\s*[=:]\\s*)"
            + "(\"[^\"]*\"|'[^']*'|\\\\\"[^\"\\\\]*\\\\\"|[^\\s\"',;&)}\\]\\\\]+)");
    private static final Pattern WEB_TOKEN =
            Pattern.compile("()\\b(eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*)");
    private static final Pattern KEY = Pattern.compile("()(?<![A-Za-z0-9+/_-])([A-Za-z0-9+/_-]{40,}={0,2})");

    private static final Pattern PATH = Pattern.compile("(?:/[^/]{1,31}){3,}"); // what is longer may be a key

    private static final List<String> KNOWN = new CopyOnWriteArrayList<>();

    static {
        hideEnvironment(System.getenv());
    }

    private SecretMask() {}

    /** From here on this value is masked wherever it stands. Shorter ones than six characters are not: they mask too much. */
    public static void hide(String secret) {
        if (secret.length() >= SHORTEST_KNOWN && !KNOWN.contains(secret)) {
            KNOWN.add(secret);
            KNOWN.sort(Comparator.comparingInt(String::length).reversed()); // one may hold another
        }
    }

    /** Hides what stands under the name of a secret. */
    static void hideEnvironment(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (SecretNames.isSecret(name)) {
                hide(value.strip());
            }
        });
    }

    /** The text without secrets. What is masked already stays as it is. */
    public static String mask(String text) {
        String masked = text;
        for (String secret : KNOWN) {
            masked = masked.replace(secret, shortened(secret));
        }
        if (masked.contains("-----BEGIN ")) {
            masked = PEM.matcher(masked).replaceAll("-----" + MASK + "-----");
        }
        if (masked.contains("://")) {
            masked = USER_INFO.matcher(masked).replaceAll(MASK);
        }
        masked = replace(HEADER, masked, match -> match.group(1) + shortened(match.group(2)));
        masked = maskAssignments(masked);
        masked = replace(WEB_TOKEN, masked, match -> shortened(match.group(2)));
        return replace(KEY, masked, match -> isKey(match.group(2)) ? shortened(match.group(2)) : match.group());
    }

    /** What is left of a value that is a secret as a whole. */
    static String shortened(String secret) {
        return secret.length() < SHORTEST_SHOWN ? MASK : secret.substring(0, SHOWN) + MASK;
    }

    /** Goes on behind the sign, not behind the value: in {@code failed: token=x} the value of the first name is an assignment itself. */
    private static String maskAssignments(String text) {
        Matcher matcher = ASSIGNMENT.matcher(text);
        StringBuilder masked = new StringBuilder();
        int done = 0;
        int from = 0;
        while (matcher.find(from)) {
            String name = matcher.group(1);
            String value = matcher.group(3);
            from = matcher.end(2);
            if (SecretNames.isSecret(name) && !SecretNames.isReference(name) && !value.endsWith(MASK)) {
                boolean quoted = "\"'\\".indexOf(value.charAt(0)) >= 0;
                masked.append(text, done, from).append(quoted ? '"' + MASK + '"' : shortened(value));
                from = matcher.end();
                done = from;
            }
        }
        return masked.append(text, done, text.length()).toString();
    }

    private static boolean isKey(String word) {
        return isMixed(word) && !(word.startsWith("/") && PATH.matcher(word).matches());
    }

    private static boolean isMixed(String word) {
        return word.chars().anyMatch(Character::isDigit)
                && word.chars().anyMatch(Character::isUpperCase)
                && word.chars().anyMatch(Character::isLowerCase);
    }

    private static String replace(
            Pattern pattern, String text, java.util.function.Function<MatchResult, String> replacement) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match))) : text;
    }
}
