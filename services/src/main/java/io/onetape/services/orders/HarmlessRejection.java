package io.onetape.services.orders;

import io.onetape.journal.schema.Reason;

/** Rejections that say nothing against the venue, nor against us, and are counted nowhere. */
public final class HarmlessRejection {
    private HarmlessRejection() {}

    /** A post-only order that would have met the other side is a maker's daily bread; one that met a halt on its way was stopped by ourselves. */
    public static boolean is(Reason reason) {
        return reason == Reason.POST_ONLY_WOULD_CROSS || reason == Reason.HALTED;
    }
}
