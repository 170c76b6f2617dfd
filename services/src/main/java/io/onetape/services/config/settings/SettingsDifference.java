package io.onetape.services.config.settings;

import java.util.List;

/**
 * What lies between a tape and a configuration.
 *
 * @param append the records to append, in this order
 * @param kept what stands on the tape otherwise than in the configuration and stays so, as sentences: what the configuration does not know, and what cannot change
 */
public record SettingsDifference(List<Setting> append, List<String> kept) {
    public SettingsDifference {
        append = List.copyOf(append);
        kept = List.copyOf(kept);
    }

    /** True if the tape says all that the configuration says. */
    public boolean isEmpty() {
        return append.isEmpty();
    }
}
