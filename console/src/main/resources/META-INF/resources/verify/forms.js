// The two forms of the verifier: a receipt, and two checkpoints. Files are read here and sent nowhere.

import { textOf } from './bytes.js';
import { checkExtension } from './consistency.js';
import { validatorsOf } from './note.js';
import { trustOf, verifyReceipt } from './receipt.js';
import { checkInto, el, Ticks } from './words.js';

const file = (form, name) => form.elements[name].files[0];
const given = async (form, name) => (file(form, name) === undefined ? undefined : textOf(file(form, name)));

function proofOf(text, from, to) {
  if (text === undefined) {
    throw new Error(`give the proof between them, too, from ${from} to ${to} blocks`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the proof is no JSON');
  }
}

function whenSent(form, place, check) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    place.replaceChildren(el('p', { class: 'quiet' }, 'Checking.'));
    try {
      await check();
    } catch (e) {
      place.querySelector('.quiet')?.remove();
      place.append(el('p', { class: 'verdict bad' }, `It could not be checked: ${e.message}.`));
    }
  });
}

export function listen() {
  const receipt = document.getElementById('receipt-form');
  const found = document.getElementById('receipt-found');
  whenSent(receipt, found, async () => {
    const [validators, anchors, keys] = await Promise.all(['validators', 'anchors', 'keys'].map((name) => given(receipt, name)));
    const trust = await trustOf({ validators, anchors, keys });
    await checkInto(found, verifyReceipt, new Uint8Array(await file(receipt, 'receipt').arrayBuffer()), trust);
  });
  const since = document.getElementById('since-form');
  const shown = document.getElementById('since-found');
  whenSent(since, shown, async () => {
    const ticks = new Ticks(shown);
    try {
      const validators = await given(since, 'validators');
      const now = await checkExtension(
        await given(since, 'earlier'),
        await given(since, 'later'),
        async (from, to) => proofOf(await given(since, 'proof'), from, to),
        validators === undefined ? null : await validatorsOf(validators),
        (words) => ticks.good(words),
      );
      ticks.proved('The ledger goes on from the checkpoint that you kept.', [`It has ${now.size} blocks now.`]);
    } catch (error) {
      ticks.ended(error, 'The ledger does not go on from the checkpoint that you kept.');
    }
  });
}
