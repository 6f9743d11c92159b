// Plays all scenes. A browser that stalls takes every scene of its file with it, so a few files that failed are played once more with
// browsers of their own, and it is said. More than a few are no browser's mood.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const A_FEW = 3;
const report = join(mkdtempSync(join(tmpdir(), 'scenes-')), 'report.json');

function play(files) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return spawnSync('vitest', ['run', ...reporters, ...files], { stdio: 'inherit' }).status ?? 1;
}

function failed() {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  return testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
}

let status = play(process.argv.slice(2));
const again = status === 0 ? [] : failed();
if (again.length > 0 && again.length <= A_FEW) {
  console.error(`Played once more, for they failed: ${again.join(', ')}`);
  status = play(again);
}
process.exit(status);
