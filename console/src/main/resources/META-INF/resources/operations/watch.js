// What watches the grid besides its periods: refused messages by reason, the books' anchors, and the store.

import { h } from '../live/view.js';
import { clock, counted, moment } from '../live/words.js';

export function letters({ count, lookedAt, groups, others, whyNot }, grid) {
  if (groups.length === 0) {
    return h('p', { class: 'good' }, '\u2713 Every message that is kept was understood.');
  }
  const numbered = groups.map((group, i) => [group, i]);
  const suspect = numbered.filter(([{ reason }]) => reason.startsWith('suspect: '));
  const refused = numbered.filter(([{ reason }]) => !reason.startsWith('suspect: '));
  return [
    h('p', { class: 'quiet' }, `${counted(count, 'message', 'messages')} refused${lookedAt < count ? `; the latest ${lookedAt.toLocaleString('en')} stand here` : ''}. The commonest reason first. `, h('a', { href: `/operations/refused?grid=${encodeURIComponent(grid)}` }, 'Each of them')),
    h('ul', { class: 'notices' }, refused.map(([group, i]) => letter(group, i, whyNot))),
    suspect.length === 0
      ? null
      : [
          h('h3', { key: 'suspect' }, 'Suspect readings and reports'),
          h('p', { class: 'quiet' }, 'They look impossible, and move nothing: the sender\u2019s next one decides.'),
          h('ul', { class: 'notices' }, suspect.map(([group, i]) => letter(group, i, whyNot))),
        ],
    others === 0 ? null : h('p', { class: 'quiet' }, `And ${counted(others, 'message', 'messages')} for rarer reasons.`),
  ];
}

const letter = (group, i, whyNot) =>
  h(
    'li',
    { key: `${group.door}${group.reason}` },
    h('b', null, `${group.count.toLocaleString('en')} at ${group.door}: `, h('bdi', null, group.reason)),
    h('p', { class: 'quiet' }, `First ${moment(group.first)}, last ${moment(group.last)}:${clock(group.last).slice(6)}. `, group.unseen === 0 ? `Seen, trail ${group.seen}.` : `${group.unseen.toLocaleString('en')} not seen yet.`),
    h('details', { key: 'sample' }, h('summary', null, 'The latest'), h('p', null, h('bdi', null, group.sampleReason)), h('pre', { tabindex: 0 }, group.sample)),
    group.unseen === 0 ? null : h('p', null, h('button', { type: 'button', class: 'plain small', 'data-seen': i, disabled: whyNot !== null, title: whyNot }, 'Mark as seen')),
  );

export const books = ({ height, anchors, quorum, validators, wanted, units, storage }) => [
  h(
    'dl',
    { class: 'facts' },
    fact('Newest block', height < 0 ? 'none yet' : height.toLocaleString('en')),
    fact('Signed by', quorum === 0 ? 'nobody' : `${quorum} of ${validators} units`),
    anchors.map(({ target, height: taken, lag }) => fact(`Anchored in ${target}`, taken < 0 ? 'nothing yet' : lag === 0 ? 'up to date' : `${counted(lag, 'block', 'blocks')} behind`)),
  ),
  wanted === null ? null : votes(wanted),
  units.map(({ address, blocks, complaint }) => h('p', { class: complaint === null ? 'quiet' : 'bad', key: address }, `Unit at ${address}: `, complaint === null ? `has signed up to block ${(blocks - 1).toLocaleString('en')}` : h('bdi', null, complaint))),
  anchors.filter(({ trouble }) => trouble !== null).map(({ target, trouble }) => h('p', { class: 'bad', key: target }, `${target}: `, h('bdi', null, trouble))),
  h('p', { class: 'quiet' }, storage ?? 'How much the store holds is measured ten minutes after the start.'),
];

const votes = ({ quorum, keys, votes: given, needed, missing }) => [
  h(
    'p',
    { key: 'wanted' },
    h('a', { href: '/operations/units/' }, 'Other units are wanted'),
    `: ${quorum} of ${keys.map((key) => key.split('+')[0]).join(', ')} shall sign. `,
    given < needed ? `Those that sign now go on until ${needed} of them have voted for it; ${given === 0 ? 'none has' : `${given} ${given === 1 ? 'has' : 'have'}`} so far.` : 'Those that sign now have voted for it: a coming block says so.',
  ),
  h('ul', { class: 'notices', key: 'missing' }, missing.map((why) => h('li', { key: why }, h('bdi', null, why)))),
];

const fact = (name, value) => h('div', null, h('dt', null, name), h('dd', null, value));
