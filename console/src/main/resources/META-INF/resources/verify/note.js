// Checkpoints as signed notes (C2SP tlog-checkpoint and signed-note), with signatures of the type 0x01: Ed25519.

import { base64, hex, linesOf, refuseIf, sha256, utf8 } from './bytes.js';
import { agrees, publicKey } from './curve.js';

const MOST_SIGNATURES = 100;
const MOST_BYTES = 1 << 16;
const DASH = '\u2014 ';
const NO_NAME = /[+\u0000-\u0020\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const CONTROL = /[\u0000-\u001f]/;
const VALIDATOR = /^[!-*,-{}~]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/;

const isName = (text) => text !== '' && !NO_NAME.test(text);

/** Whose signature counts: name+hash+key. */
export async function verifierOf(text) {
  const [name, hash, ...rest] = text.split('+');
  refuseIf(text.length > 512 || rest.length === 0, "a verifier's key is not name+hash+key");
  const typed = base64(rest.join('+'), "a verifier's key");
  refuseIf(typed.length !== 33 || typed[0] !== 1, "a verifier's key is not the byte 01 and 32 bytes of Ed25519");
  refuseIf(!isName(name), `'${name}' is no name of a note's signer`);
  await publicKey(typed.slice(1));
  const own = hex((await sha256(utf8(`${name}\n`), typed)).slice(0, 4));
  refuseIf(own !== hash, `the hash of a verifier's key is ${own}, not the one given`);
  return { name, hash, key: typed.slice(1), text };
}

function signatureOf(line) {
  const blank = line.lastIndexOf(' ');
  refuseIf(!line.startsWith(DASH) || blank < DASH.length, 'a line under a note is not an em dash, a name and a signature');
  const name = line.slice(DASH.length, blank);
  const both = base64(line.slice(blank + 1), "a note's signature");
  refuseIf(!isName(name) || both.length <= 4, "a note's signature is not a name, a hash of 4 bytes and a signature");
  return { name, hash: hex(both.slice(0, 4)), bytes: both.slice(4) };
}

/** A text, an empty line, and a line for each signature. */
export function noteOf(note) {
  const end = note.lastIndexOf('\n\n');
  refuseIf(end < 0 || !note.endsWith('\n'), 'a note is not a text, an empty line and lines with signatures');
  const under = note.slice(end + 2);
  refuseIf(under === '', 'a note has no signature');
  const signatures = under.slice(0, -1).split('\n').map(signatureOf);
  const text = note.slice(0, end + 1);
  refuseIf(CONTROL.test(text.replaceAll('\n', '')), "a note's text holds a control character");
  refuseIf(signatures.length > MOST_SIGNATURES, `a note with more than ${MOST_SIGNATURES} signatures`);
  return { text, signatures };
}

/** Origin, size, root, and further lines. */
export function checkpointOf(text) {
  refuseIf(!text.endsWith('\n'), 'a checkpoint does not end with its last line');
  const [origin, sizeText, rootText, ...further] = text.slice(0, -1).split('\n');
  refuseIf(rootText === undefined, 'a checkpoint does not have three lines');
  const root = base64(rootText, "a checkpoint's root");
  refuseIf(root.length !== 32, `a checkpoint's root of ${root.length} bytes does not have 32`);
  refuseIf(!/^(0|[1-9][0-9]{0,18})$/.test(sizeText) || BigInt(sizeText) >= 2n ** 63n, "a checkpoint's size is no whole number without leading zeros");
  refuseIf([origin, ...further].some((line) => line === '' || CONTROL.test(line)), 'a line of a checkpoint is empty or holds a control character');
  return { origin, size: BigInt(sizeText), root, further, text };
}

/** A checkpoint as it is kept in a file, with the signatures under it or without any. */
export function keptCheckpoint(file) {
  refuseIf(utf8(file).length > MOST_BYTES, `a checkpoint has at most ${MOST_BYTES} bytes`);
  const end = file.indexOf('\n\n');
  if (end < 0) {
    return { ...checkpointOf(file), note: null };
  }
  return { ...checkpointOf(file.slice(0, end + 1)), note: noteOf(file) };
}

export async function isSignedBy({ text }, signature, { name, hash, key }) {
  return signature.name === name && signature.hash === hash && (await agrees(key, signature.bytes, utf8(text)));
}

/** The first line is `quorum N`, then comes a key a line, each once and under one name. */
export async function validatorsOf(file) {
  const [first, ...keys] = linesOf(file);
  const quorum = /^quorum ([1-9][0-9]{0,2})$/.exec(first ?? '')?.[1];
  refuseIf(quorum === undefined, "the first line of the validators is not 'quorum N' with N in [1, 100]");
  const broken = keys.find((key) => !VALIDATOR.test(key));
  refuseIf(broken !== undefined, `'${broken}' is no validator's key: name+hash+key`);
  const verifiers = await Promise.all(keys.map(verifierOf));
  const once = new Set(verifiers.flatMap(({ name, hash, key }) => [`${name}+${hash}`, hex(key)]));
  refuseIf(once.size < 2 * verifiers.length, "a validator's key stands twice, or under two names");
  refuseIf(verifiers.length === 0 || Number(quorum) > verifiers.length || verifiers.length > MOST_SIGNATURES, `quorum ${quorum} does not fit ${verifiers.length} validators`);
  return { quorum: Number(quorum), verifiers };
}

/** Refuses fewer signatures than must be there, any that is no validator's, and one that stands twice. */
export async function refuseUnlessSigned(note, { quorum, verifiers }) {
  const names = new Set();
  const signatures = note?.signatures ?? [];
  for (const signature of signatures) {
    const signer = verifiers.find(({ name, hash }) => signature.name === name && signature.hash === hash);
    refuseIf(signer === undefined, `${signature.name} signed it, who is none of your validators`);
    refuseIf(!(await isSignedBy(note, signature, signer)), `the signature of ${signer.name} is not that of its key over this text`);
    names.add(signer.name);
  }
  refuseIf(names.size < signatures.length, 'one of your validators signed it twice');
  refuseIf(names.size < quorum, `it is signed by ${names.size} of the ${verifiers.length} validators that you trust, and ${quorum} must sign`);
  return [...names];
}
