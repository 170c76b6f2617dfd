package io.onetape.tools.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody may have meant. */
public final class Nearest {
    private static final int MOST = 3;

    private Nearest() {}

    /** A sentence that suggests the names nearest to {@code typed}, or lists some if none is near. */
    public static String suggest(String typed, Collection<String> names) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int bound = Math.max(2, wanted.length() / 3);
        List<String> near = names.stream()
                .filter(name -> distanceOf(wanted, name) <= bound)
                .sorted(Comparator.comparingInt((String name) -> distanceOf(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .distinct()
                .limit(MOST)
                .toList();
        if (!near.isEmpty()) {
            return "did you mean " + String.join(" or ", near) + "?";
        }
        List<String> sorted = names.stream().sorted().distinct().toList();
        return sorted.isEmpty() ? "there is none" : "one of " + String.join(", ", sorted);
    }

    private static int distanceOf(String wanted, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (wanted.length() >= 3 && (lower.contains(wanted) || wanted.contains(lower))) {
            return 1;
        }
        return distance(wanted, lower);
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
