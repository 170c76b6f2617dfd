package io.onetape.services.config.reload;

import io.onetape.services.config.Configuration;
import io.onetape.services.config.yaml.Problem;
import java.util.List;

/** What a look at the files has found. */
public sealed interface Reload {
    /** Nothing new, or it was not yet time to look. */
    record Unchanged() implements Reload {}

    /** The files have changed to something that cannot be used; said once. The former configuration holds. */
    record Refused(List<Problem> problems) implements Reload {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The files hold another configuration. What may be reloaded takes effect by the records of {@code SettingRecords.difference}.
     *
     * @param configuration the new one
     * @param needRestart what takes effect only when the system is started again, as sentences: since the start, not since the last reload
     */
    record Changed(Configuration configuration, List<String> needRestart) implements Reload {
        public Changed {
            needRestart = List.copyOf(needRestart);
        }
    }
}
