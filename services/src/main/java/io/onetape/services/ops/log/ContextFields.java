package io.onetape.services.ops.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import net.logstash.logback.composite.AbstractJsonProvider;
import tools.jackson.core.JsonGenerator;

/**
 * Adds the fields {@code service}, {@code sequence} and {@code correlation} of what the logging thread works on, see {@link LogContext}. Numbers are strings, as
 * everywhere in our JSON. For appenders that write on the logging thread.
 */
public final class ContextFields extends AbstractJsonProvider<ILoggingEvent> {
    @Override
    public void writeTo(JsonGenerator generator, ILoggingEvent event) {
        LogContext.Subject subject = LogContext.ofThread().subject();
        if (subject == null) {
            return;
        }
        generator.writeStringProperty("service", subject.service());
        if (subject.sequence() > 0) {
            generator.writeStringProperty("sequence", Long.toString(subject.sequence()));
        }
        if (subject.correlation() > 0) {
            generator.writeStringProperty("correlation", Long.toString(subject.correlation()));
        }
    }
}
