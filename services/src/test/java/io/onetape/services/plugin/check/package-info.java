/** Tests of the byte code check, on code that is compiled on the spot and on the strategies of the build. */
package io.onetape.services.plugin.check;
