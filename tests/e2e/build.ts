// Once before all scenes: builds the test house and tells the scenes where its program is.
import { execFileSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    program: string;
  }
}

interface Artifact {
  target?: { name: string };
  executable?: string | null;
}

export default function build(project: TestProject): void {
  const cargo = ['test', '--locked', '--test', 'house', '--no-run', '--message-format=json'];
  const said = execFileSync('cargo', cargo, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 });
  const artifacts = said.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Artifact);
  const program = artifacts.find((one) => one.target?.name === 'house' && one.executable)?.executable;
  if (!program) throw new Error('cargo built no test house');
  project.provide('program', program);
}
