/** The rules of packages and of pure code, checked on the classes of every module, and shown to be able to fail. */
@NullMarked
package io.onetape.tools.architecture;

import org.jspecify.annotations.NullMarked;
