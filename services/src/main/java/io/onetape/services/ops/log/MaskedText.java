package io.onetape.services.ops.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;

/** Masks secrets in what a pattern of Logback's puts between its brackets: {@code %masked(%msg%n%ex)}. */
public final class MaskedText extends CompositeConverter<ILoggingEvent> {
    @Override
    protected String transform(ILoggingEvent event, String text) {
        return SecretMask.mask(text);
    }
}
