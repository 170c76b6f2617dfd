package io.onetape.services.marketdata;

import io.onetape.journal.schema.Market;

/** How the depth updates of one market follow its snapshots and each other, by their update ids (Binance's rules for a local book). */
enum ContinuityRule {
    /** USD-M and COIN-M: ids jump between updates, so each update names the one before it. */
    FUTURES {
        @Override
        boolean isOlder(long lastId, long snapshotId) {
            return lastId < snapshotId;
        }

        // An update that itself names the snapshot's id as its predecessor follows it too, though its first id is
        // above.
        @Override
        boolean continuesSnapshot(long firstId, long previousId, long snapshotId) {
            return firstId <= snapshotId || previousId == snapshotId;
        }

        @Override
        boolean follows(long firstId, long previousId, long appliedId) {
            return previousId == appliedId;
        }
    },
    /** Spot: ids are dense. */
    SPOT {
        @Override
        boolean isOlder(long lastId, long snapshotId) {
            return lastId <= snapshotId;
        }

        @Override
        boolean continuesSnapshot(long firstId, long previousId, long snapshotId) {
            return firstId <= snapshotId + 1;
        }

        @Override
        boolean follows(long firstId, long previousId, long appliedId) {
            return firstId == appliedId + 1;
        }
    };

    static ContinuityRule of(Market market) {
        return market == Market.SPOT ? SPOT : FUTURES;
    }

    /** The snapshot holds all of the update that ends with {@code lastId} already. */
    abstract boolean isOlder(long lastId, long snapshotId);

    /** Nothing is missing between the snapshot and this update, which is not older than it. */
    abstract boolean continuesSnapshot(long firstId, long previousId, long snapshotId);

    /** Nothing is missing between the update that ended with {@code appliedId} and this one. */
    abstract boolean follows(long firstId, long previousId, long appliedId);
}
