// Alerts of the grid and of the market it runs in: what fires, what is silenced until when and why, and who is told besides.

import { h } from '../live/view.js';
import { byMachine, counted, moment } from '../live/words.js';

const STATES = { FIRING: ['fires', 'bad'], WAITING: ['not told yet', 'mild'], QUIET: ['quiet', ''] };

export function alerts({ alerts: all, channels, whyNot }) {
  const loud = all.filter(({ state, silence }) => state !== 'QUIET' || silence !== null);
  const quiet = all.filter((each) => !loud.includes(each));
  return [
    loud.length === 0
      ? h('p', { class: 'good' }, '\u2713 No alert fires, and none is silenced.')
      : h('ul', { class: 'notices' }, loud.map((each) => loudOne(each, whyNot))),
    quiet.length === 0
      ? null
      : h(
          'details',
          { key: 'quiet' },
          h('summary', null, `${counted(quiet.length, 'quiet alert', 'quiet alerts')}: silence one before works begin`),
          h('ul', { class: 'notices' }, quiet.map((each) => h('li', { key: each.alert }, `${each.words}. `, silencing(each, whyNot)))),
        ),
    told(channels),
  ];
}

const loudOne = (each, whyNot) =>
  h(
    'li',
    { key: `${each.alert}${each.part}` },
    h('p', null, h('span', { class: `tag ${STATES[each.state][1]}` }, STATES[each.state][0]), ' ', h('b', null, h('bdi', null, each.words))),
    each.since === null ? null : h('p', { class: 'quiet' }, `Since ${byMachine(moment(each.since))}, ${each.severity}. `),
    each.advice === '' ? null : h('p', null, h('strong', null, 'What to do: '), each.advice),
    each.silence === null
      ? null
      : h(
          'p',
          null,
          `Silenced until ${byMachine(moment(each.silence.until))} by `,
          h('bdi', null, each.silence.person),
          ': "',
          h('bdi', null, each.silence.reason),
          `" (trail ${each.silence.trail}).`,
        ),
    silencing(each, whyNot),
  );

const silencing = ({ alert, part, silence }, whyNot) =>
  h(
    'button',
    { type: 'button', class: 'plain small', 'data-alert': alert, 'data-part': part, disabled: whyNot !== null, title: whyNot },
    silence === null ? 'Silence it' : 'End the silence',
  );

const told = (channels) =>
  channels.length === 0
    ? h('p', { class: 'quiet' }, 'Nobody is told besides this page: docs/monitoring.md says how to set a webhook or a mail server.')
    : channels.map(({ name, to, sent, waiting, dropped, trouble }) =>
        h(
          'p',
          { class: trouble === null ? 'quiet' : 'bad', key: name },
          `Told by ${name} to `,
          h('bdi', null, to),
          `: ${counted(sent, 'message', 'messages')} arrived`,
          waiting > 0 ? `, ${waiting} not yet` : '',
          dropped > 0 ? `, ${dropped} dropped` : '',
          trouble === null ? '.' : [`: `, h('bdi', null, trouble), '. It is tried again.'],
        ),
      );
