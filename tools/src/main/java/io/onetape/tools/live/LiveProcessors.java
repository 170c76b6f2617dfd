package io.onetape.tools.live;

import io.onetape.backtest.paper.PaperVenue;
import io.onetape.replay.Processor;
import io.onetape.services.Processors;
import java.util.Optional;

/** Every processor that may stand on a tape, fresh, by its service's name. */
public final class LiveProcessors {
    private LiveProcessors() {}

    public static Processor named(String name) {
        return name.equals(PaperVenue.NAME) ? new PaperVenue() : Processors.named(name);
    }

    /** Empty if this build has none of that name. */
    public static Optional<Processor> find(String name) {
        return name.equals(PaperVenue.NAME) ? Optional.of(new PaperVenue()) : Processors.find(name);
    }
}
