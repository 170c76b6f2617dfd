package io.onetape.services.runtime;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process that a kernel keeps although it was killed, as one that waits for a disk is kept. */
final class OutlivingProcess extends Process {
    private final Process real;
    private final BooleanSupplier outlives;

    OutlivingProcess(Process real, BooleanSupplier outlives) {
        this.real = real;
        this.outlives = outlives;
    }

    @Override
    public boolean isAlive() {
        return outlives.getAsBoolean() || real.isAlive();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        return !outlives.getAsBoolean() && real.waitFor(timeout, unit);
    }

    @Override
    public Process destroyForcibly() {
        real.destroyForcibly();
        return this;
    }

    @Override
    public void destroy() {
        real.destroy();
    }

    @Override
    public long pid() {
        return real.pid();
    }

    @Override
    public int waitFor() throws InterruptedException {
        return real.waitFor();
    }

    @Override
    public int exitValue() {
        return real.exitValue();
    }

    @Override
    public OutputStream getOutputStream() {
        return real.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return real.getInputStream();
    }

    @Override
    public InputStream getErrorStream() {
        return real.getErrorStream();
    }
}
