// The service under test: the real one, on a port of its own, in a folder of its own, with a clock that can be moved.
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';

export interface SignIn {
  email: string;
  password: string;
}

interface Opened {
  url: string;
  admin: SignIn;
  site: { key: string };
}

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const FAREWELL = 10_000;

export class House {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  readonly #accounts: string[] = [];

  private constructor(child: ChildProcessWithoutNullStreams, lines: AsyncIterator<string>, readonly opened: Opened) {
    [this.#child, this.#lines] = [child, lines];
  }

  /** `settings`: the service's own, by the names of their environment variables. */
  static async open(settings: Record<string, string> = {}): Promise<House> {
    const set = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
    const child = spawn(inject('program'), ['--house', ...set], { cwd: REPOSITORY });
    child.stderr.pipe(process.stderr);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return new House(child, lines, JSON.parse(await next(lines)) as Opened);
  }

  get url(): string {
    return this.opened.url;
  }

  /** `127.0.0.1:PORT`, as content policies want it. */
  get host(): string {
    return new URL(this.url).host;
  }

  /** Moves the house's clock, and nobody else's; what it shows now. */
  async advance(ms: number): Promise<number> {
    return (await this.#ask<{ now: number }>(`advance ${ms}`)).now;
  }

  /** A site for this origin; its public key. */
  async site(origin: string): Promise<string> {
    return (await this.#ask<{ key: string }>(`site ${origin}`)).key;
  }

  /** An account for somebody; a scene that is played once more gets another. */
  agent(name: string): Promise<SignIn> {
    const before = this.#accounts.filter((one) => one === name).length;
    this.#accounts.push(name);
    return this.#ask<SignIn>(`agent ${name.toLowerCase().replaceAll(' ', '.')}${before || ''}@parlour.example ${name}`);
  }

  async close(): Promise<void> {
    const gone = new Promise((done) => this.#child.once('exit', done));
    const late = setTimeout(() => this.#child.kill('SIGKILL'), FAREWELL);
    this.#say('quit');
    await gone;
    clearTimeout(late);
  }

  async #ask<T>(line: string): Promise<T> {
    this.#say(line);
    return JSON.parse(await next(this.#lines)) as T;
  }

  #say(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }
}

async function next(lines: AsyncIterator<string>): Promise<string> {
  const { value, done } = await lines.next();
  if (done) throw new Error('the test house has closed; what it said is above');
  return value;
}
