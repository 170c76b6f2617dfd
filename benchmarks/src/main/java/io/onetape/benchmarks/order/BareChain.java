package io.onetape.benchmarks.order;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import org.HdrHistogram.Histogram;

/**
 * The same hops with nothing but Chronicle Queue: a feed and four services, each with an outbox that one sequencer copies to a tape that all of them tail, in turn on
 * one thread that never rests. A message has 128 bytes; each service answers the one before it. No header, no checksum, no decision. As in the market beside it a tenth of
 * the ticks changes the top of the book, and one in forty of these leads to an order.
 */
final class BareChain {
    private static final int SERVICES = 4;
    private static final int BYTES = 128;
    private static final int BLOCK_BYTES = 64 << 20;
    private static final int[] ONE_IN = {10, 40, 1, 1}; // by service
    private static final long STAMP = 8;

    private final List<ChronicleQueue> queues = new ArrayList<>();
    private final List<ExcerptAppender> outboxes = new ArrayList<>();
    private final List<ExcerptTailer> inlets = new ArrayList<>();
    private final List<ExcerptTailer> tails = new ArrayList<>();
    private final ExcerptAppender tape;
    private final Bytes<Void> message = Bytes.allocateDirect(BYTES);
    private final Histogram latency = new Histogram(3);
    private final long[] asked = new long[SERVICES];
    private long warmUntil;

    private BareChain(Path folder) {
        ChronicleQueue tapeQueue = queue(folder.resolve("tape"));
        tape = tapeQueue.createAppender();
        for (int i = 0; i <= SERVICES; i++) {
            ChronicleQueue outbox = queue(folder.resolve("outbox-" + i));
            outboxes.add(outbox.createAppender());
            inlets.add(outbox.createTailer());
            tails.add(tapeQueue.createTailer());
        }
    }

    /** From the feed's append to the last append on the tape, in nanoseconds, for ticks that come at this pace after a warm-up at the same one. */
    static Histogram run(Path folder, EvenMarket.Pace pace, int warmUpSeconds) {
        BareChain chain = new BareChain(folder);
        try {
            int warmUpTicks = pace.perSecond() * warmUpSeconds;
            chain.run(pace.nanos(1), warmUpTicks + (int) pace.records(), warmUpTicks);
            return chain.latency;
        } finally {
            chain.queues.forEach(ChronicleQueue::close);
            chain.message.releaseLast();
        }
    }

    private void run(long gapNanos, int ticks, int warmUpTicks) {
        long start = System.nanoTime();
        warmUntil = start + gapNanos * warmUpTicks;
        for (int sent = 0; sent < ticks; ) {
            int work = 0;
            long due = start + gapNanos * sent;
            if (System.nanoTime() >= due) {
                message.clear().writeLong(0).writeLong(System.nanoTime()).writePosition(BYTES);
                append(outboxes.get(0));
                sent++;
                work++;
            }
            work += sequence();
            for (int service = 1; service <= SERVICES; service++) {
                work += serve(service);
            }
            if (work == 0) {
                Thread.onSpinWait();
            }
        }
    }

    private int sequence() {
        int work = 0;
        for (int i = 0; i <= SERVICES; i++) {
            if (read(inlets.get(i))) {
                append(tape);
                work++;
                if (message.readLong(0) == SERVICES && message.readLong(STAMP) >= warmUntil) {
                    latency.recordValue(System.nanoTime() - message.readLong(STAMP));
                }
            }
        }
        return work;
    }

    private int serve(int service) {
        int work = 0;
        while (read(tails.get(service))) {
            if (message.readLong(0) == service - 1 && ++asked[service - 1] % ONE_IN[service - 1] == 0) {
                message.writeLong(0, service);
                append(outboxes.get(service));
            }
            work++;
        }
        return work;
    }

    private boolean read(ExcerptTailer tailer) {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return false;
            }
            message.clear().write(wire(document).bytes());
            return true;
        }
    }

    private void append(ExcerptAppender appender) {
        try (DocumentContext document = appender.writingDocument()) {
            wire(document).bytes().write(message, 0L, BYTES);
        }
    }

    private static Wire wire(DocumentContext document) {
        Wire wire = document.wire();
        if (wire == null) {
            throw new IllegalStateException("expected a document with a wire");
        }
        return wire;
    }

    private ChronicleQueue queue(Path folder) {
        ChronicleQueue queue = SingleChronicleQueueBuilder.single(folder.toFile())
                .rollCycle(LargeRollCycles.LARGE_HOURLY)
                .blockSize(BLOCK_BYTES)
                .build();
        queues.add(queue);
        return queue;
    }
}
