// The two forms of the verifier: a receipt, and two checkpoints. Files are read here and sent nowhere.

import { checkExtension } from './consistency.js';
import { validatorsOf } from './note.js';
import { trustOf, verifyReceipt } from './receipt.js';
import { checkInto, el, Ticks } from './words.js';

const file = (form, name) => form.elements[name].files[0];
const textOf = async (form, name) => (file(form, name) === undefined ? undefined : file(form, name).text());

function whenSent(form, place, check) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    place.replaceChildren(el('p', { class: 'quiet' }, 'Checking.'));
    try {
      await check();
    } catch (e) {
      place.append(el('p', { class: 'verdict bad' }, `${e.message}.`));
    }
  });
}

export function listen() {
  const receipt = document.getElementById('receipt-form');
  const found = document.getElementById('receipt-found');
  whenSent(receipt, found, async () => {
    const [validators, anchors, keys] = await Promise.all(['validators', 'anchors', 'keys'].map((name) => textOf(receipt, name)));
    const trust = await trustOf({ validators, anchors, keys });
    await checkInto(found, verifyReceipt, new Uint8Array(await file(receipt, 'receipt').arrayBuffer()), trust);
  });
  const since = document.getElementById('since-form');
  const shown = document.getElementById('since-found');
  whenSent(since, shown, async () => {
    const ticks = new Ticks(shown);
    const validators = await textOf(since, 'validators');
    const trusted = validators === undefined ? null : await validatorsOf(validators);
    try {
      const now = await checkExtension(
        await textOf(since, 'earlier'),
        await textOf(since, 'later'),
        async () => JSON.parse((await textOf(since, 'proof')) ?? '{}'),
        trusted,
        (words) => ticks.good(words),
      );
      ticks.proved('The ledger goes on from the checkpoint that you kept.', [`It has ${now.size} blocks now.`]);
    } catch (wrong) {
      ticks.wrong(`${wrong.message}.`, 'The ledger does not go on from the checkpoint that you kept.');
    }
  });
}
