// Saves a table after each change, one save after the other. Whatever goes wrong, what was typed stays, and is sent again.

import { send } from './parts.js';

const PAUSE_MS = 350;
const AGAIN_MS = 3_000;
/** The market takes no text like this one. */
const REFUSALS = [400, 413];

export class Saving {
  #timer = 0;
  #busy = false;
  #wanted = false;
  #waiting = [];

  /**
   * @param path of the table
   * @param revision that the text is a change of
   * @param text gives the text as it is now
   * @param told is told what becomes of it: (state, detail), of states saved, saving, waiting, conflict and refused
   */
  constructor(path, revision, text, told) {
    Object.assign(this, { path, revision, text, told });
    /** Why nothing is sent: conflict or refused; blank if it is. */
    this.stopped = '';
  }

  /** Whether something is not saved yet. */
  get isOpen() {
    return this.#busy || this.#wanted;
  }

  /** @returns whether all is saved, once the market answered what is being sent */
  whenAnswered() {
    return this.isOpen && !this.stopped ? new Promise((done) => this.#waiting.push(done)) : Promise.resolve(!this.isOpen);
  }

  #answered() {
    this.#waiting.splice(0).forEach((done) => done(!this.isOpen));
  }

  /** Another text may be taken where the one before was refused; a conflict waits for a choice. */
  change() {
    this.#wanted = true;
    if (this.stopped === 'refused') {
      this.stopped = '';
    }
    this.#later(PAUSE_MS);
  }

  /** Goes on from what is there now, with the text of here or without it. */
  goOnFrom(revision, isChanged) {
    this.revision = revision;
    this.stopped = '';
    this.#wanted = isChanged;
    if (isChanged) {
      this.#later(0);
    }
  }

  /** Asks anew after a while: both sides of a conflict could not be shown. */
  again() {
    this.stopped = '';
    this.#later(AGAIN_MS);
  }

  #later(milliseconds) {
    clearTimeout(this.#timer);
    if (!this.stopped) {
      this.#timer = setTimeout(() => this.#save(), milliseconds);
    }
  }

  async #save() {
    if (this.#busy || !this.#wanted || this.stopped) {
      return;
    }
    this.#busy = true;
    this.#wanted = false;
    this.told('saving');
    try {
      const draft = await send('PUT', this.path, 'text/csv;charset=UTF-8', this.text(), { 'If-Match': `"${this.revision}"` });
      this.#busy = false;
      this.told('saved', draft);
    } catch (error) {
      this.#busy = false;
      const isAnother = this.#wanted;
      this.#wanted = true;
      const state = error.status === 409 ? 'conflict' : REFUSALS.includes(error.status) ? 'refused' : 'waiting';
      this.stopped = state === 'waiting' || (state === 'refused' && isAnother) ? '' : state;
      this.told(state, error);
      this.#answered();
      this.#later(AGAIN_MS);
      return;
    }
    if (this.#wanted) {
      this.#later(0);
    } else {
      this.#answered();
    }
  }
}
