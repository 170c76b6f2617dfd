package io.onetape.tools;

/** Which build this is. */
final class BuildVersion {
    private BuildVersion() {}

    static String text() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "tape " + (version == null ? "(not packaged)" : version);
    }
}
