/** Tests of plug-ins, with JARs that are compiled on the spot. */
package io.onetape.services.plugin;
