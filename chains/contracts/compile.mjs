// Compiles the contracts for the Java build: node compile.mjs [FOLDER], by default where the build reads them.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import solc from 'solc';

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? path.join(here, '../src/main/resources/ems/chains/evm');
const contracts = ['AgentRegistry', 'Matching', 'ModelRegistry', 'RealTimeManagement', 'StateAnchor'];

const sources = {};
for (const file of fs.readdirSync(path.join(here, 'src')).sort()) {
    sources[file] = { content: fs.readFileSync(path.join(here, 'src', file), 'utf8') };
}
// paris: the oldest rules that chains in use still run. No metadata: the code depends on the code alone.
const settings = {
    evmVersion: 'paris',
    optimizer: { enabled: true, runs: 200 },
    metadata: { appendCBOR: false, bytecodeHash: 'none' },
    outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
};
const compiled = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources, settings })));
if (compiled.errors?.length) {
    console.error(compiled.errors.map((error) => error.formattedMessage).join('\n'));
    process.exit(1);
}
fs.mkdirSync(folder, { recursive: true });
for (const name of contracts) {
    const { abi, evm } = compiled.contracts[`${name}.sol`][name];
    const text = { contract: name, compiler: solc.version(), abi, bytecode: `0x${evm.bytecode.object}` };
    fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(text, null, 2) + '\n');
}
