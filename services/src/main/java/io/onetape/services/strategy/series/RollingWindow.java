package io.onetape.services.strategy.series;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * The last n samples with their mean (half-even) and standard deviation (of the whole, not of a sample; to nine digits). Sums and squares are
 * exact, so that what has left the window leaves nothing behind. Allocates only when its length changes. Single-threaded.
 */
public final class RollingWindow {
    private static final long ROOT_SCALE = Fixed8.ONE * Fixed8.ONE; // a root of n times this is the root of n in Fixed8

    private final ExactSum squares = new ExactSum();
    private final ExactSum spread = new ExactSum();
    private long[] samples = {};
    private int count;
    private int next;
    private long sum;
    private long mean;
    private long deviation;

    /** Forgets everything if the length is another one. */
    public void length(int n) {
        if (samples.length != n) {
            samples = new long[n];
            clear();
        }
    }

    public void clear() {
        count = 0;
        next = 0;
        sum = 0;
        mean = 0;
        deviation = 0;
        squares.clear();
    }

    public void add(long sample) {
        put(sample);
        long n = count;
        mean = Fixed8.multiplyDivide(sum, 1, n);
        spread.set(squares); // the sum of (sample - mean)^2 = squares - 2 mean sum + n mean^2
        spread.subtractProduct(Math.multiplyExact(2, mean), sum);
        spread.addProduct(Math.multiplyExact(n, mean), mean);
        long root = SquareRoot.floor(spread.high(), spread.low());
        long rootOfCount = SquareRoot.floor(Math.multiplyHigh(n, ROOT_SCALE), n * ROOT_SCALE);
        deviation = Fixed8.multiplyDivide(root, Fixed8.ONE, rootOfCount);
    }

    private void put(long sample) {
        if (count == samples.length) {
            long oldest = samples[next];
            sum = Math.subtractExact(sum, oldest);
            squares.subtractProduct(oldest, oldest);
        } else {
            count++;
        }
        samples[next] = sample;
        next = (next + 1) % samples.length;
        sum = Math.addExact(sum, sample);
        squares.addProduct(sample, sample);
    }

    public boolean isFull() {
        return count > 0 && count == samples.length;
    }

    /** Fixed8; 0 while empty. */
    public long mean() {
        return mean;
    }

    /** Fixed8; 0 while empty. */
    public long deviation() {
        return deviation;
    }

    /** Keys: length, samples (oldest first). */
    public void writeState(WireOut wire) {
        wire.write("length").int32(samples.length);
        wire.write("samples").sequence(this, (from, to) -> {
            for (int i = from.count; i > 0; i--) {
                StateText.fixed8(to, from.samples[Math.floorMod(from.next - i, from.samples.length)]);
            }
        });
    }

    public void readState(WireIn wire) {
        length(wire.read("length").int32());
        clear();
        wire.read("samples").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                to.add(StateText.fixed8(in));
            }
        });
    }
}
