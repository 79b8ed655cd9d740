/** JSON-RPC 2.0 over HTTP, as far as chains need it. */
package ems.chains.rpc;
