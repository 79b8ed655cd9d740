// Test vectors for IotaNotarization from IOTA's own SDK: npm ci --ignore-scripts && node make.mjs. Asks no network.
import fs from 'node:fs';
import { Ed25519Keypair } from '@iota/iota-sdk/keypairs/ed25519';
import { Transaction } from '@iota/iota-sdk/transactions';
import { toBase58 } from '@iota/iota-sdk/utils';

const out = new URL('../src/test/resources/ems/chains/iota/notarizations.json', import.meta.url);
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const bytes = (fill, length = 32) => new Uint8Array(length).map((_, i) => (fill + i * 7) & 0xff);

const cases = [
    { seed: 7, package: '0x00412bd469b7f980227c6c574090348239852e43aa07818b315854fdd8a2d25f', data: 1, label: 'home/0', unlockAt: 2000000000, coin: 0xab, version: '12345', digest: 0, gasPrice: 1000, budget: 10000000 },
    { seed: 8, package: '0x909ce9dc000000000000000000000000000000000000000000000000684cf3', data: 200, label: 'g'.repeat(64) + '/9223372036854775807', unlockAt: 4294967295, coin: 1, version: '18446744073709551615', digest: 255, gasPrice: 1, budget: 1 },
    { seed: 9, package: '0x2', data: 255, label: 'a/' + '1'.repeat(200), unlockAt: 1, coin: 0, version: '1', digest: 3, gasPrice: 750, budget: 50000000000 },
];

const vectors = [];
for (const one of cases) {
    const pair = Ed25519Keypair.fromSecretKey(bytes(one.seed));
    const sender = pair.getPublicKey().toIotaAddress();
    const tx = new Transaction();
    const clock = tx.sharedObjectRef({ objectId: '0x6', initialSharedVersion: 1, mutable: false });
    const data = tx.pure.vector('u8', bytes(one.data));
    const label = tx.pure.option('string', one.label);
    const unlockAt = tx.pure.u32(one.unlockAt);
    const description = tx.pure.option('string', 'ems ledger block');
    const metadata = tx.pure.option('string', null);
    const state = tx.moveCall({ target: `${one.package}::notarization::new_state_from_bytes`, arguments: [data, label] });
    const lock = tx.moveCall({ target: `${one.package}::timelock::unlock_at`, arguments: [unlockAt, clock] });
    tx.moveCall({
        target: `${one.package}::locked_notarization::create`,
        typeArguments: ['vector<u8>'],
        arguments: [state, description, metadata, lock, clock],
    });
    tx.setSender(sender);
    tx.setGasPrice(one.gasPrice);
    tx.setGasBudget(one.budget);
    const coin = '0x' + hex(bytes(one.coin));
    const digest = toBase58(bytes(one.digest));
    tx.setGasPayment([{ objectId: coin, version: one.version, digest }]);
    const signed = await tx.sign({ signer: pair });
    vectors.push({
        seed: hex(bytes(one.seed)), package: one.package, data: hex(bytes(one.data)), label: one.label, unlockAt: one.unlockAt,
        coin, version: one.version, coinDigest: digest, gasPrice: one.gasPrice, budget: one.budget,
        address: sender, bytes: signed.bytes, signature: signed.signature, digest: await tx.getDigest(),
    });
}
fs.mkdirSync(new URL('.', out), { recursive: true });
fs.writeFileSync(out, JSON.stringify(vectors, null, 2) + '\n');
