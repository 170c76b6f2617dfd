package io.onetape.tools.backtest;

import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Runs trials side by side. Which of them run at one time does not show in what comes out. */
final class Trials {
    /** How many for each job may wait for an earlier one to end: that bounds memory, and what is lost with the process. */
    private static final int AHEAD = 4;

    private Trials() {}

    /**
     * The first one that throws ends all, and is thrown.
     *
     * @param jobs how many at one time at most, each on its thread
     * @param done hears of each trial in the order of the numbers, on the caller's thread; what it has heard of is not kept here
     */
    static <T> void run(int[] numbers, int jobs, IntFunction<T> trial, Consumer<T> done) {
        if (numbers.length == 0) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(jobs, numbers.length));
        try {
            ArrayDeque<Future<T>> running = new ArrayDeque<>();
            for (int number : numbers) {
                if (running.size() == AHEAD * jobs) {
                    done.accept(running.remove().get());
                }
                running.add(threads.submit(() -> trial.apply(number)));
            }
            while (!running.isEmpty()) {
                done.accept(running.remove().get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error; // such as too little memory, which has its own message
            }
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("a trial has failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
