/** What a client of any chain needs: JSON-RPC 2.0 over HTTP, a file with a private key, and hints to paste. */
@NullMarked
package ems.chains.client;

import org.jspecify.annotations.NullMarked;
