package io.onetape.backtest.metrics.order;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.VenueReplyDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders at the venue, from their submit to their end: what was acknowledged, where they stood in the queue, and how long they waited. Single-threaded. */
final class OrderLives {
    /** More are never open; the oldest is forgotten then. */
    static final int MOST_OPEN = 1 << 16;

    private final Map<OrderId, Life> open = new LinkedHashMap<>(); // in the order of their submits

    /** One order, its latest attempt. */
    private static final class Life {
        private final Activity of;
        private final int attempt;
        private final boolean rests;
        private final boolean waitsForPrice; // conditional: it joins no queue before it is triggered
        private long quantity;
        private long filled;
        private long amendedQuantity = Fixed8.NULL;
        private boolean acknowledged;
        private boolean joined;
        private boolean firstFilled;
        private long joinedNanos;
        private final long submittedNanos;
        private long cancelNanos = Fixed8.NULL;
        private long amendNanos = Fixed8.NULL;

        Life(Activity of, int attempt, long quantity, boolean rests, boolean waitsForPrice, long submittedNanos) {
            this.of = of;
            this.attempt = attempt;
            this.quantity = quantity;
            this.rests = rests;
            this.waitsForPrice = waitsForPrice;
            this.submittedNanos = submittedNanos;
        }

        void join(long nanos, long ahead) {
            joined = true;
            firstFilled = false;
            joinedNanos = nanos;
            if (ahead != Fixed8.NULL) {
                of.aheadAtAcceptance.add(ahead);
            }
        }

        void censor(long nanos) {
            if (joined) {
                if (!firstFilled) {
                    of.firstFill.censored(nanos - joinedNanos);
                }
                of.wholeFill.censored(nanos - joinedNanos);
            }
            joined = false;
        }
    }

    void submitted(
            OrderId id, Activity of, int attempt, long quantity, boolean rests, boolean waitsForPrice, long nanos) {
        of.counts.submitted++;
        open.remove(id); // of an earlier attempt
        open.put(id, new Life(of, attempt, quantity, rests, waitsForPrice, nanos));
        if (open.size() > MOST_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
    }

    void cancelSent(OrderId id, Activity of, long nanos) {
        of.counts.cancels++;
        Life life = open.get(id);
        if (life != null) {
            life.cancelNanos = nanos;
        }
    }

    void amendSent(OrderId id, Activity of, long quantity, long nanos) {
        of.counts.amends++;
        Life life = open.get(id);
        if (life != null) {
            life.amendedQuantity = quantity;
            life.amendNanos = nanos;
        }
    }

    /** When that was requested which this kind of reply answers, {@link Fixed8#NULL} if it is not known. */
    long requestedNanos(OrderId id, ReplyKind kind) {
        Life life = open.get(id);
        if (life == null) {
            return Fixed8.NULL;
        }
        return switch (kind) {
            case ACCEPTED, REJECTED -> life.submittedNanos;
            case CANCELED, CANCEL_REJECTED -> life.cancelNanos;
            case AMENDED, AMEND_REJECTED -> life.amendNanos;
            default -> Fixed8.NULL;
        };
    }

    void replied(OrderId id, Activity of, VenueReplyDecoder reply, long nanos) {
        Life life = open.get(id);
        boolean ofThis = life != null && (reply.attempt() <= 0 || reply.attempt() == life.attempt);
        switch (reply.kind()) {
            case ACCEPTED -> {
                if (life != null && ofThis && !life.acknowledged) {
                    accepted(life, reply.queueAhead(), nanos);
                }
            }
            case TRIGGERED -> {
                if (life != null && ofThis && life.rests && !life.joined) {
                    life.join(nanos, Fixed8.NULL); // what stands ahead then is not told
                }
            }
            case REJECTED -> {
                of.counts.rejected++;
                of.counts.rejections.merge(reply.reason().name(), 1L, Long::sum);
                end(id, life, ofThis, nanos);
            }
            case CANCELED -> {
                of.counts.canceled++;
                end(id, life, ofThis, nanos);
            }
            case EXPIRED -> end(id, life, ofThis, nanos);
            case AMENDED -> {
                if (life != null && ofThis) {
                    amended(life, reply.queueAhead(), nanos);
                }
            }
            default -> {} // nothing has changed
        }
    }

    private static void accepted(Life life, long ahead, long nanos) {
        life.acknowledged = true;
        life.of.counts.acknowledged++;
        life.of.counts.acknowledgedQuantity = Math.addExact(life.of.counts.acknowledgedQuantity, life.quantity);
        if (life.rests && !life.waitsForPrice) {
            life.join(nanos, ahead);
        }
    }

    private static void amended(Life life, long ahead, long nanos) {
        if (life.amendedQuantity != Fixed8.NULL) {
            life.of.counts.acknowledgedQuantity += life.amendedQuantity - life.quantity;
            life.quantity = life.amendedQuantity;
            life.amendedQuantity = Fixed8.NULL;
        }
        if (ahead != Fixed8.NULL && life.rests) { // it has joined a queue anew
            life.censor(nanos);
            life.join(nanos, ahead);
        }
    }

    private void end(OrderId id, @Nullable Life life, boolean ofThis, long nanos) {
        if (life != null && ofThis) {
            life.censor(nanos);
            open.remove(id);
        }
    }

    void filled(OrderId id, Liquidity liquidity, long quantity, long ahead, long nanos) {
        Life life = open.get(id);
        if (life == null) {
            return;
        }
        life.filled = Math.addExact(life.filled, quantity);
        boolean whole = life.filled >= life.quantity;
        if (life.joined && liquidity != Liquidity.TAKER) {
            if (ahead != Fixed8.NULL) {
                life.of.aheadAtFill.add(ahead);
            }
            if (!life.firstFilled) {
                life.of.firstFill.event(nanos - life.joinedNanos);
                life.firstFilled = true;
            }
            if (whole) {
                life.of.wholeFill.event(nanos - life.joinedNanos);
            }
        }
        if (whole) {
            open.remove(id);
        }
    }

    /** The tape has ended: who waits then is censored. */
    void end(long nanos) {
        open.values().forEach(life -> life.censor(nanos));
        open.clear();
    }
}
