package io.onetape.services.config.schema;

import java.util.Collection;
import java.util.Locale;

/** Guesses what was meant by a word that is not known. */
public final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean 'pauser'?}, or nothing if no known word is near. Case does not count; of equally near ones it is the first. */
    public static String hint(String found, Collection<String> known) {
        String nearest = "";
        int least = Math.min(Math.max(2, found.length() / 3) + 1, found.length());
        for (String word : known) {
            int distance = distance(found.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = word;
            }
        }
        return nearest.isEmpty() ? "" : "; did you mean '" + nearest + "'?";
    }

    /** Letters to insert, remove or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
