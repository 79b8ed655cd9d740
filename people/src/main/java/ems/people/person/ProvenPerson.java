package ems.people.person;

import ems.people.secret.PasswordHash;

/**
 * Somebody who has just given the right password.
 *
 * @param by the hash that it was checked against: with another one kept since, the proof is worth nothing
 */
public record ProvenPerson(Person person, PasswordHash by) {}
