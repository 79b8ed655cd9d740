/** What the packaged application consists of, and what the project says about that. */
package ems.features.packaged;
