package io.onetape.replay;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.replay.snapshot.SnapshotFolder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where one service keeps what is its own.
 *
 * @param outbox the folder of its outbox
 * @param roll how long a cycle of the outbox is
 * @param snapshots where its snapshots are; empty: it always starts from the tape's beginning
 * @param build names the code: the same name means the same outputs
 */
public record ServicePlace(Path outbox, RollCycle roll, Optional<SnapshotFolder> snapshots, String build) {}
