package io.onetape.services.ops;

import java.util.List;

/** How one process is. Called by any thread, never blocks for long, and never throws. */
public interface ProcessHealth {
    /** False if the process's loop has not turned for so long that it hangs. */
    boolean isLive();

    /** Its services, in the order in which they start. */
    List<ServiceHealth> services();
}
