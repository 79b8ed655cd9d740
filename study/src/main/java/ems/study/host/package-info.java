/** What a study asks of the application that it runs in. */
package ems.study.host;
