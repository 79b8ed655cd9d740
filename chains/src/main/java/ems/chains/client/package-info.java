/** What a client of any chain needs: JSON-RPC 2.0 over HTTP, and a file with a private key. */
@NullMarked
package ems.chains.client;

import org.jspecify.annotations.NullMarked;
