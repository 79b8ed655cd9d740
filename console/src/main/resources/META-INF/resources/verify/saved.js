// Makes one file of the verifier that works from a disk, without any server: the same modules, each in a function of its own.

const MODULES = ['bytes', 'curve', 'tree', 'note', 'meter', 'ocmf', 'entry', 'registers', 'token', 'bid', 'moving', 'statement', 'match', 'direct', 'correction', 'file', 'receipt', 'consistency', 'words', 'forms'];
const IMPORT = /^import (\{[^}]*\}) from '\.\/([a-z]+)\.js';\n/gm;
const EXPORT = /^export (?=(?:async )?(?:const|function|class) )/gm;
const NAME = /^export (?:async )?(?:const|function|class) ([A-Za-z0-9]+)/gm;

function wrapped(name, source) {
  const names = [...source.matchAll(NAME)].map((found) => found[1]);
  if (names.length === 0) {
    throw new Error(`${name}.js is no module of the verifier`);
  }
  return `const ${name}Module = (() => {\n${source.replace(IMPORT, (all, taken, from) => `const ${taken} = ${from}Module;\n`).replace(EXPORT, '')}return { ${names.join(', ')} };\n})();\n`;
}

/** @param read gives the text of a file beside this one */
export async function savedVerifier(read) {
  const parts = await Promise.all(MODULES.map(async (name) => wrapped(name, await read(`./${name}.js`))));
  const forms = (await read('./index.html')).match(/<main[\s\S]*<\/main>/)[0].replace(/<section id="save"[\s\S]*?<\/section>/, '');
  const style = await read('./verify.css');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Check a receipt</title>
<link rel="icon" href="data:,">
<style>
body { font: 15px/1.45 system-ui, sans-serif; max-width: 900px; margin: 2em auto; padding: 0 1em; }
.good { color: light-dark(#00694f, #5fd0ac); } .bad { color: light-dark(#a8320c, #ff9a76); }
${style}</style>
</head>
<body>
<h1>Check a receipt</h1>
<p>This file asks nobody for anything: it works without a network.</p>
${forms}
<script type="module">
${parts.join('')}formsModule.listen();
</script>
</body>
</html>
`;
}
