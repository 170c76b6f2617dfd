package io.onetape.services.ops.log;

import io.onetape.services.config.secret.SecretNames;
import net.logstash.logback.mask.ValueMasker;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamContext;

/** Masks every value of a JSON log: whole if its field has the name of a secret, else what looks like one in its text. */
public final class SecretFields implements ValueMasker {
    /** Null leaves the value as it is. */
    @Override
    public @Nullable Object mask(TokenStreamContext context, Object value) {
        String field = context.currentName();
        if (field != null && SecretNames.isSecret(field) && !SecretNames.isReference(field)) {
            return SecretMask.shortened(value.toString());
        }
        if (value instanceof CharSequence text) {
            String plain = text.toString();
            String masked = SecretMask.mask(plain);
            return masked.equals(plain) ? null : masked;
        }
        return null;
    }
}
