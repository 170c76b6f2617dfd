package io.onetape.tools.live;

import java.util.concurrent.CountDownLatch;

/** SIGTERM and SIGINT: whoever works is asked to stop, and the JVM ends when all is closed. Opened first, so closed last. */
final class Termination implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);

    /** Asks on another thread, from now on; one a process. */
    void asks(Runnable toStop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            toStop.run();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    @Override
    public void close() {
        done.countDown();
    }
}
