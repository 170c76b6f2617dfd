/**
 * A run's tape, outboxes, snapshots, plug-ins and configuration in one file, compressed and encrypted, and back. A run's folder and a key file flow in; a file flows
 * out, or, from it, a new run's folder with the same records.
 *
 * <p>The file: a header with the file's own random key, which the key file's key has wrapped; then frames of AES-256-GCM, numbered, the last one marked; in them a
 * stream of zstd; in that, entries: small files as they are, and the records of each queue.
 */
@NullMarked
package io.onetape.journal.backup;

import org.jspecify.annotations.NullMarked;
