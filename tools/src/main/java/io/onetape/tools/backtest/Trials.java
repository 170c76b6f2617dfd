package io.onetape.tools.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Runs trials side by side. Which of them run at one time does not show in what comes out. */
final class Trials {
    private Trials() {}

    /**
     * In the order of the numbers. The first one that throws ends all, and is thrown.
     *
     * @param jobs how many at one time, each on its thread
     * @param done hears on the caller's thread how many of the first ones are done
     */
    static List<SweepTrial> run(int[] numbers, int jobs, IntFunction<SweepTrial> trial, IntConsumer done) {
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<SweepTrial>> running = Arrays.stream(numbers)
                    .mapToObj(number -> threads.submit(() -> trial.apply(number)))
                    .toList();
            List<SweepTrial> trials = new ArrayList<>();
            for (Future<SweepTrial> one : running) {
                trials.add(one.get());
                done.accept(trials.size());
            }
            return trials;
        } catch (ExecutionException e) {
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
