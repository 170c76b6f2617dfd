package io.onetape.services.remote.client;

import java.net.URI;
import java.net.URISyntaxException;

/** Where an endpoint listens: {@code tcp://HOST:PORT}. */
public record RemoteAddress(String host, int port) {
    /** What an address begins with. */
    public static final String SCHEME = "tcp://";

    private static final int MOST_PORT = 65_535;

    /** True if the text is meant as an address. */
    public static boolean isAddress(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Throws {@link IllegalArgumentException} saying what is expected. What was found is not repeated: it might hold a secret. */
    public static RemoteAddress parse(String text) {
        try {
            URI uri = new URI(text);
            boolean plain = uri.getUserInfo() == null
                    && (uri.getPath() == null || uri.getPath().isEmpty())
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
            if (isAddress(text) && plain && uri.getHost() != null && uri.getPort() > 0 && uri.getPort() <= MOST_PORT) {
                return new RemoteAddress(uri.getHost(), uri.getPort());
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("expected an address tcp://HOST:PORT, found another text", e);
        }
        throw new IllegalArgumentException("expected an address tcp://HOST:PORT and nothing behind it");
    }

    @Override
    public String toString() {
        return SCHEME + host + ":" + port;
    }
}
