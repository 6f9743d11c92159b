// Proves that the type check still sees into Svelte files: a file with an error in it must be reported.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const canary = join(here, 'src', 'Canary.svelte');

writeFileSync(canary, `<script lang="ts">\n  const count: number = 'not a number';\n</script>\n{count}\n`);
let check;
try {
  check = spawnSync('npx', ['svelte-check', '--tsconfig', './tsconfig.json', '--output', 'machine'], { cwd: here, encoding: 'utf8' });
} finally {
  rmSync(canary);
}

const seen = check.stdout.includes('Canary.svelte');
console.log(seen ? 'canary: the deliberate type error was reported' : 'canary: svelte-check reported nothing; it is blind');
process.exit(seen ? 0 : 1);
